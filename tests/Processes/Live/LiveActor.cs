using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Live;

/// <summary>Somebody who acts: votes, answers, comments and names others, asks, edits, accepts, follows, mutes, blocks, vouches.</summary>
internal sealed class LiveActor(LiveWorld world, Member me, Caller caller, Random random)
{
    /// <summary>A writer acts several times a second.</summary>
    public Task Write(CancellationToken ct) => Act(20, 300, static (actor, die, ct) => die switch
    {
        < 38 => actor.Vote(ct),
        < 55 => actor.Answer(ct),
        < 77 => actor.Comment(ct),
        < 80 => actor.Ask(ct),
        < 84 => actor.Edit(ct),
        < 90 => actor.Accept(ct),
        < 97 => actor.Choose(ct),
        _ => actor.Vouch(ct),
    }, ct);

    /// <summary>A reader decides on the answers to their questions, and what they want to hear of.</summary>
    public Task Read(CancellationToken ct) => Act(300, 2_000, static (actor, die, ct) => die switch
    {
        < 50 => actor.Accept(ct),
        < 90 => actor.Choose(ct),
        _ => actor.Comment(ct),
    }, ct);

    /// <summary>An administrator edits what others asked.</summary>
    public Task Tidy(CancellationToken ct) => Act(500, 2_000, static (actor, _, ct) => actor.Edit(ct), ct);

    public async Task Ask(CancellationToken ct)
    {
        var token = world.NewToken();
        var body = new { title = $"A question about {token} and its uses", body = $"The text of the question {token}.{Named()}", skills = new[] { "live", LiveWorld.Skill(random.Next(LiveWorld.Skills)) } };
        if ((await Post("/questions", body, ct)).Id is { } id)
        {
            world.Questions[id] = me;
        }
    }

    public async Task Follow(string question, CancellationToken ct) => await Put($"/questions/{question}/follow", new { }, ct);

    private async Task Act(int shortest, int longest, Func<LiveActor, int, CancellationToken, Task> act, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await act(this, random.Next(100), ct);
            await Task.Delay(random.Next(shortest, longest), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Vote(CancellationToken ct)
    {
        var value = random.Next(10) switch { < 6 => 1, < 8 => -1, _ => 0 };
        if (random.Next(3) > 0 && Pick(world.Answers.Where(answer => answer.Value.Id != me.Id)) is { } answer)
        {
            await Put($"/questions/{answer.Replace("/", "/answers/", StringComparison.Ordinal)}/vote", new { value }, ct);
        }
        else if (Pick(world.Questions.Where(question => question.Value.Id != me.Id)) is { } question)
        {
            await Put($"/questions/{question}/vote", new { value }, ct);
        }
    }

    private async Task Answer(CancellationToken ct)
    {
        if (Pick(world.Questions) is { } question
            && (await Post($"/questions/{question}/answers", new { body = $"An answer of substance: {world.NewToken()}.{Named()}" }, ct)).Id is { } id)
        {
            world.Answers[$"{question}/{id}"] = me;
        }
    }

    private async Task Comment(CancellationToken ct)
    {
        var body = new { body = $"A remark: {world.NewToken()}.{Named()}" };
        if (random.Next(2) == 0 && Pick(world.Answers) is { } answer)
        {
            await Post($"/questions/{answer.Replace("/", "/answers/", StringComparison.Ordinal)}/comments", body, ct);
        }
        else if (Pick(world.Questions) is { } question)
        {
            await Post($"/questions/{question}/comments", body, ct);
        }
    }

    private async Task Edit(CancellationToken ct)
    {
        var isMine = me.Id != world.Administrator.Id;
        if (Pick(world.Questions.Where(question => !isMine || question.Value.Id == me.Id)) is { } question
            && await caller.Get($"/api/v1/questions/{question}", me.Token, ct) is { IsOk: true } seen)
        {
            var body = new { body = $"{seen.Body.GetProperty("body").GetString()!.Split(" Edited")[0]} Edited: {world.NewToken()}.{Named()}", summary = "More." };
            await Call(HttpMethod.Patch, $"/questions/{question}", body, keyed: false, seen.ETag, ct);
        }
    }

    private async Task Accept(CancellationToken ct)
    {
        if (Pick(world.Questions.Where(question => question.Value.Id == me.Id)) is { } question)
        {
            var answer = random.Next(4) == 0 ? null : Pick(world.Answers.Where(answer => answer.Key.StartsWith($"{question}/", StringComparison.Ordinal)))?.Split('/')[1];
            await Put($"/questions/{question}/accepted-answer", new Dictionary<string, string?>(StringComparer.Ordinal) { ["answerId"] = answer }, ct);
        }
    }

    // Who is blocked or muted is mostly let through again, so that there is something to hear.
    private async Task Choose(CancellationToken ct)
    {
        var question = Pick(world.Questions);
        var other = world.Writers.ElementAt(random.Next(world.Writers.Count));
        await (random.Next(10) switch
        {
            < 5 => Put($"/questions/{question}/follow", new { }, ct),
            5 => Call(HttpMethod.Delete, $"/questions/{question}/follow", null, keyed: false, null, ct),
            6 => Put($"/questions/{question}/mute", new { }, ct),
            7 => Call(HttpMethod.Delete, $"/questions/{question}/mute", null, keyed: false, null, ct),
            8 => Put($"/members/{other.Handle}/block", new { }, ct),
            _ => Call(HttpMethod.Delete, $"/members/{other.Handle}/block", null, keyed: false, null, ct),
        });
    }

    private Task<Answer> Vouch(CancellationToken ct) => Put($"/members/{Somebody().Handle}/endorsements/{LiveWorld.Skill(random.Next(LiveWorld.Skills))}", new { }, ct);

    private Member Somebody()
    {
        var among = random.Next(3) == 0 ? world.Writers : world.Readers;
        return among.ElementAt(random.Next(among.Count));
    }

    private string Named() => random.Next(3) == 0 ? $" What do you say, @{Somebody().Handle}?" : "";

    private Task<Answer> Post(string path, object body, CancellationToken ct) => Call(HttpMethod.Post, path, body, keyed: true, null, ct);

    private Task<Answer> Put(string path, object body, CancellationToken ct) => Call(HttpMethod.Put, path, body, keyed: false, null, ct);

    private async Task<Answer> Call(HttpMethod method, string path, object? body, bool keyed, string? ifMatch, CancellationToken ct)
    {
        var answer = await caller.Call(method, $"/api/v1{path}", body, me.Token, keyed, ifMatch, giveUp: random.Next(10) == 0, ct);
        if (answer.IsOk)
        {
            world.Acted();
        }

        return answer;
    }

    private string? Pick(IEnumerable<KeyValuePair<string, Member>> things)
    {
        // One after the other: others add to them meanwhile.
        var all = things.Select(static thing => thing.Key).ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }
}
