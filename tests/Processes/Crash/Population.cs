namespace Skiller.Tests.Processes.Crash;

/// <summary>Brings the members of a run together: they join by invitations of the first administrator, sign in, and some of them ask.</summary>
internal sealed class Population(IReadOnlyList<Uri> fronts, History history, int writers, int seed)
{
    private const int Asking = 16;

    /// <summary>How many questions there may be, and how many may join later.</summary>
    public int Most { get; init; } = int.MaxValue;

    public async Task<World> Gather(string firstInvitation, CancellationToken ct)
    {
        using var caller = new Caller(fronts, new Random(~seed), history: history);
        var first = await Newcomers.Join(null, history, caller, firstInvitation, false, ct);
        var world = new World { Administrator = await Newcomers.SignIn(caller, first, ct), Most = Most };
        await Parallel.ForAsync(0, writers, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = ct }, async (i, token) =>
        {
            using var mine = new Caller(fronts, new Random(seed + (1_000 * (i + 1))), history: history);
            var invitation = await mine.Call(HttpMethod.Post, "/api/v1/invitations", new { }, world.Administrator.Token, true, null, false, token);
            var joined = await Newcomers.Join(world, history, mine, invitation.Body.GetProperty("code").GetString()!, false, token);
            var member = await Newcomers.SignIn(mine, joined, token);
            world.Members[member.Handle] = member;
        });
        foreach (var (member, i) in world.Members.Values.Take(Asking).Select((m, i) => (m, i)))
        {
            await new Writer(world, history, member, caller, new Random(seed + i)).Ask(ct);
        }

        return world;
    }
}
