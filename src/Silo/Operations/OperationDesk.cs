using System.Security.Cryptography;
using System.Text;
using Skiller.Silo.Commands;

namespace Skiller.Silo.Operations;

/// <summary>Where commands ask a node for operations. Closed until the node is in its cluster, and for whoever does not know the secret.</summary>
internal sealed partial class OperationDesk(ILogger<OperationDesk> logger) : IDisposable
{
    /// <summary>The name of the secret that commands show.</summary>
    public const string Purpose = "operations";

    private readonly CancellationTokenSource _closing = new();
    private volatile Opened? _opened;

    public bool IsOpen => _opened is not null;

    /// <summary>What the cluster's side of the node is composed of; null while it is not there.</summary>
    public IServiceProvider? Services => _opened?.Services;

    public void Open(IServiceProvider services, string secret) => _opened = new Opened(services, Encoding.UTF8.GetBytes(secret));

    /// <summary>The node stops: takes no more operations, and ends those that run.</summary>
    public void Close()
    {
        _opened = null;
        _closing.Cancel();
    }

    public void Dispose() => _closing.Dispose();

    /// <summary>Whether this is the secret.</summary>
    public bool Knows(string secret) =>
        _opened is { } opened && CryptographicOperations.FixedTimeEquals(opened.Secret, Encoding.UTF8.GetBytes(secret));

    public IOperation? Find(string name) => _opened?.Services.GetServices<IOperation>().FirstOrDefault(operation => operation.Name == name);

    /// <summary>Runs an operation to its end, which is always told.</summary>
    public async Task Run(IOperation operation, OperationRequest request, OperationReport report, CancellationToken ct)
    {
        var exit = ExitCode.Failed;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(ct, _closing.Token);
        try
        {
            LogBegun(logger, operation.Name);
            exit = await operation.Run(request, report, ended.Token);
            LogEnded(logger, operation.Name, exit);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogLeft(logger, operation.Name);
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            report.Line($"{operation.Name} was ended: the node stops.");
        }
#pragma warning disable CA1031 // Whatever happened, the command that asked is told, and the node goes on.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(logger, operation.Name, fault);
            report.Line($"{operation.Name} failed: {fault.Message}");
        }
        finally
        {
            report.End(new EndEvent(exit));
        }
    }

    [LoggerMessage(8030, LogLevel.Information, "Operation {Name} begins")]
    private static partial void LogBegun(ILogger logger, string name);

    [LoggerMessage(8031, LogLevel.Information, "Operation {Name} ended: {ExitCode}")]
    private static partial void LogEnded(ILogger logger, string name, ExitCode exitCode);

    [LoggerMessage(8032, LogLevel.Information, "Operation {Name} was given up by its command")]
    private static partial void LogLeft(ILogger logger, string name);

    [LoggerMessage(8033, LogLevel.Error, "Operation {Name} failed")]
    private static partial void LogFailed(ILogger logger, string name, Exception fault);

    private sealed record Opened(IServiceProvider Services, byte[] Secret);
}
