using Skiller.Simulator.Growing;
using Skiller.Simulator.Journal;
using Skiller.Simulator.Measuring;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Load;

/// <summary>What is loaded, where, and by whom.</summary>
/// <param name="Profile">The load.</param>
/// <param name="Target">The target's public address.</param>
/// <param name="Members">The folder of the growth whose members take part; null: nobody does.</param>
/// <param name="Number">Which of the loads it is that go on with that growth.</param>
/// <param name="Protocol">The version of HTTP.</param>
internal sealed record LoadOrder(LoadProfile Profile, Uri Target, RunFolder? Members, int Number, TargetProtocol Protocol);

/// <summary>A load, or a worker's part of one, that waits for nothing any more: what can be loaded is known, and members who take part are signed in.</summary>
internal sealed class PreparedLoad : ILoad
{
    private const int Connections = 1_024;
    private const int AtOnce = 8;

    private readonly TargetApi _api;
    private readonly PageClient _pages;
    private readonly JournalWriter? _journal;
    private readonly LoadRun _run;

    private PreparedLoad(TargetApi api, PageClient pages, JournalWriter? journal, LoadRun run) => (_api, _pages, _journal, _run) = (api, pages, journal, run);

    /// <summary>Prepares a part of a load.</summary>
    /// <param name="order">The load.</param>
    /// <param name="slice">The part.</param>
    /// <param name="meter">Measures it.</param>
    /// <param name="tally">Counts it.</param>
    /// <param name="clock">The time.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="UsageException">Nobody can act in the members' folder, or the target is not theirs, or does not answer as a Skiller does.</exception>
    public static async Task<PreparedLoad> Prepare(LoadOrder order, Slice slice, Meter meter, RunTally tally, TimeProvider clock, CancellationToken ct)
    {
        var profile = order.Profile;
        var site = order.Members is { } folder ? KnownSite.Read(folder) : null;
        var api = new TargetApi(order.Target, Connections / slice.Of, order.Protocol);
        var client = new PageClient(order.Target, Connections / slice.Of, order.Protocol);
        JournalWriter? journal = null;
        try
        {
            if (site is not null && (await api.Get($"members/{site.Members[0].Handle}", null, ct)).Status == 404)
            {
                throw new UsageException($"The members in {order.Members!.Path} are not those of {order.Target}.");
            }

            var pages = site is not null ? PageChoice.Of(profile, site) : profile.Pages.IsEmpty ? await PageChoice.Discovered(api, ct) : PageChoice.Of(profile, null);
            if (profile.Pages.IsEmpty)
            {
                await Learn(api, client, ct);
            }

            var sessions = site is null ? null : new Sessions(api, site.Facts.Password);
            var acts = site is not null && profile.HasActs ? Acts(site, api, sessions!, clock) : null;
            WritePlan? Writes() => acts is null ? null : new WritePlan(site!, profile.Seed, $"l{order.Number}");
            if (sessions is not null)
            {
                await SignIn(new LoadPlan(profile, pages, Writes()).Of(slice), sessions, ct);
            }

            journal = acts is null ? null : JournalWriter.Open(order.Members!.LoadJournal(order.Number, slice.Number));
            var sender = new LoadSender(client, sessions, acts, journal);
            return new PreparedLoad(api, client, journal, new LoadRun(profile, pages, Writes(), slice, sender, meter, tally, clock));
        }
        catch
        {
            await (journal?.DisposeAsync() ?? ValueTask.CompletedTask);
            client.Dispose();
            api.Dispose();
            throw;
        }
    }

    /// <summary>Nothing else than this process.</summary>
    public IReadOnlyCollection<GeneratorFigures> Generators => [];

    public Task Run(CancellationToken ct) => _run.Run(ct);

    public async ValueTask DisposeAsync()
    {
        await (_journal?.DisposeAsync() ?? ValueTask.CompletedTask);
        _pages.Dispose();
        _api.Dispose();
    }

    private static ActSender Acts(KnownSite site, TargetApi api, Sessions sessions, TimeProvider clock)
    {
        var scenario = site.Facts.Scenario;
        var drafts = new DraftKeeper(api.Address, site.Facts.Password, scenario.Tag, api.Protocol);
        return new ActSender(api, new ActRequests(scenario, site.People, site.Facts.Password, site.Facts.Invitation), sessions, drafts, scenario.Tag, clock);
    }

    // Links to questions have the title in them, so that readers are led nowhere.
    private static async Task Learn(TargetApi api, PageClient pages, CancellationToken ct)
    {
        string? cursor = null;
        do
        {
            var at = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var list = (await api.Get($"questions?sort=newest&limit=100{at}", null, ct)).Json;
            foreach (var question in list?["items"]?.AsArray() ?? [])
            {
                if (Uri.TryCreate(question?["url"]?.GetValue<string>(), UriKind.Absolute, out var address))
                {
                    pages.Learn($"/questions/{question!["id"]}", address.PathAndQuery);
                }
            }

            cursor = list?["next"]?.GetValue<string>();
        }
        while (cursor is not null);
    }

    // They are online when it begins; who cannot sign in now is seen when they act.
    private static Task SignIn(IEnumerable<Arrival> arrivals, Sessions sessions, CancellationToken ct)
    {
        var emails = arrivals.Select(static arrival => arrival.Member?.Email).OfType<string>().Distinct(StringComparer.Ordinal);
        return Parallel.ForEachAsync(emails, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (email, one) =>
            await Patience.Ask(async () => (await sessions.Open(email, one)).Reply, one));
    }
}
