namespace Skiller.Tests.Http.Sites;

/// <summary>A site that runs, and its first administrator.</summary>
internal sealed record RunningSite(ISiteHost Host, Person Admin)
{
    private static readonly SemaphoreSlim _one = new(1);
    private static readonly Dictionary<string, (RunningSite Site, int Users)> _shared = new(StringComparer.Ordinal);

    /// <summary>The one of a name, started by the first who asks, for all of them.</summary>
    public static async Task<RunningSite> Share(string name, Func<Task<RunningSite>> start)
    {
        await _one.WaitAsync();
        try
        {
            var (site, users) = _shared.TryGetValue(name, out var shared) ? shared : (await start(), 0);
            _shared[name] = (site, users + 1);
            return site;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The last one who leaves stops it.</summary>
    public static async Task Leave(string name)
    {
        await _one.WaitAsync();
        try
        {
            if (!_shared.TryGetValue(name, out var shared))
            {
                return;
            }

            _shared[name] = (shared.Site, shared.Users - 1);
            if (shared.Users == 1)
            {
                _shared.Remove(name);
                await shared.Site.Host.DisposeAsync();
            }
        }
        finally
        {
            _one.Release();
        }
    }
}
