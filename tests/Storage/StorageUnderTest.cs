using Skiller.Storage;

namespace Skiller.Tests.Storage;

/// <summary>A database of its own for one test.</summary>
internal abstract class StorageUnderTest : IAsyncDisposable
{
    private readonly List<OpenedStorage> _opened = [];

    public abstract StorageOptions Options { get; }

    /// <summary>Runs a statement beside the drivers.</summary>
    public abstract Task Execute(string sql);

    /// <summary>The first value of a query, written for each dialect.</summary>
    public abstract Task<object?> Scalar(string sqlite, string postgres);

    /// <summary>A set of drivers as one process has it.</summary>
    public OpenedStorage Open(TimeProvider? clock = null, string? keyFile = null)
    {
        var opened = new OpenedStorage(Options with { KeyFile = keyFile }, clock ?? TimeProvider.System);
        _opened.Add(opened);
        return opened;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var opened in _opened)
        {
            await opened.DisposeAsync();
        }

        await Drop();
    }

    protected abstract Task Drop();
}
