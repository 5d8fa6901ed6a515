using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Web.Api;

namespace Skiller.Web.Members;

/// <summary>Which of the handles that texts name are members'; they only decorate (<see cref="BatchedMemory{TKey, TValue}"/>): at worst the names stay words.</summary>
internal sealed class KnownHandles(TimeProvider clock) : IDisposable
{
    private readonly BatchedMemory<Handle, bool> _memory = new(20_000, clock);

    public void Dispose() => _memory.Dispose();

    /// <summary>Those of them whose pages are there.</summary>
    public async Task<IReadOnlySet<Handle>> Of(ApiCall call, IEnumerable<Handle> handles) =>
        (await _memory.Of(handles, asked => Ask(call, asked))).Where(static known => known.Value).Select(static known => known.Key).ToHashSet();

    private static async Task<IReadOnlyList<(Handle Handle, bool IsMember)>> Ask(ApiCall call, Handle[] handles)
    {
        var known = await call.Look((grains, ct) => grains.Directory().Known([.. handles], ct));
        return [.. handles.Select(handle => (handle, known.Contains(handle)))];
    }
}
