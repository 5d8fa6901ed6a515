namespace Skiller.Tests.Processes.Crash;

/// <summary>One client that acts without pause for one member: votes with changes and withdrawals, answers, comments, edits, acceptances, joins.</summary>
internal sealed class Writer(World world, History history, Member me, Caller caller, Random random)
{
    /// <summary>How long it rests after each act at most.</summary>
    public TimeSpan MostPause { get; init; }

    public async Task Run(CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            await (random.Next(100) switch
            {
                < 66 => Vote(ct),
                < 74 => Answer(ct),
                < 82 => Comment(ct),
                < 90 => Edit(ct),
                < 96 => Accept(ct),
                < 98 => world.MayJoin() ? Join(ct) : Vote(ct),
                _ => world.MayAsk() ? Ask(ct) : Vote(ct),
            });
            if (MostPause > TimeSpan.Zero)
            {
                await Task.Delay(MostPause * random.NextDouble(), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public async Task<Answer> Ask(CancellationToken ct)
    {
        var token = world.NewToken();
        var body = new { title = $"A question about {token} and its uses", body = $"The text of the question {token}.", skills = new[] { "crash", $"s{random.Next(4)}" } };
        var answer = await caller.Call(HttpMethod.Post, "/api/v1/questions", body, me.Token, true, null, GivesUp(), ct);
        history.Add(new Creation("question", token, "", answer.Id, answer.Outcome));
        if (answer.Id is { } id)
        {
            world.Questions[id] = me;
        }

        return answer;
    }

    private async Task Vote(CancellationToken ct)
    {
        if (Pick(world.Answers.Keys) is { } answer && random.Next(3) > 0)
        {
            await Vote(answer, world.Answers[answer], $"/api/v1/questions/{answer.Replace("/", "/answers/")}/vote", ct);
        }
        else if (Pick(world.Questions.Keys) is { } question)
        {
            await Vote(question, world.Questions[question], $"/api/v1/questions/{question}/vote", ct);
        }
    }

    private async Task Vote(string post, Member author, string path, CancellationToken ct)
    {
        var value = random.Next(10) switch { < 5 => 1, < 7 => -1, _ => 0 };
        var result = await caller.Call(HttpMethod.Put, path, new { value }, me.Token, false, null, GivesUp(), ct);
        if (result.IsOk && author.Id == me.Id)
        {
            throw new InvalidOperationException($"{me.Handle} voted on their own post {post}.");
        }

        history.Add(new RegisterWrite($"vote|{me.Handle}|{post}", value == 0 ? "" : $"{value}", result.Outcome));
    }

    private async Task Answer(CancellationToken ct)
    {
        if (Pick(world.Questions.Keys) is not { } question || !world.MayAnswer(question))
        {
            return;
        }

        var token = world.NewToken();
        var body = new { body = $"An answer of substance: {token}." };
        var result = await caller.Call(HttpMethod.Post, $"/api/v1/questions/{question}/answers", body, me.Token, true, null, GivesUp(), ct);
        history.Add(new Creation("answer", token, question, result.Id, result.Outcome));
        if (result.Id is { } id)
        {
            world.Answers[$"{question}/{id}"] = me;
        }
    }

    private async Task Comment(CancellationToken ct)
    {
        if (Pick(world.Questions.Keys) is not { } question || !world.MayComment(question))
        {
            return;
        }

        var token = world.NewToken();
        var body = new { body = $"A remark: {token}." };
        var result = await caller.Call(HttpMethod.Post, $"/api/v1/questions/{question}/comments", body, me.Token, true, null, GivesUp(), ct);
        history.Add(new Creation("comment", token, question, result.Id, result.Outcome));
    }

    private async Task Edit(CancellationToken ct)
    {
        if (Pick(world.Questions.Where(q => q.Value.Id == me.Id).Select(q => q.Key)) is not { } question)
        {
            return;
        }

        var seen = await caller.Get($"/api/v1/questions/{question}", me.Token, ct);
        if (!seen.IsOk)
        {
            return;
        }

        var token = world.NewToken();
        var body = new { body = $"{seen.Body.GetProperty("body").GetString()?.Split(" Edited")[0]} Edited: {token}.", summary = token };
        var result = await caller.Call(HttpMethod.Patch, $"/api/v1/questions/{question}", body, me.Token, false, seen.ETag, GivesUp(), ct);
        history.Add(new Creation("edit", token, question, null, result.Outcome));
    }

    private async Task Accept(CancellationToken ct)
    {
        if (Pick(world.Questions.Where(q => q.Value.Id == me.Id).Select(q => q.Key)) is not { } question)
        {
            return;
        }

        var answer = random.Next(4) == 0 ? null : Pick(world.Answers.Keys.Where(a => a.StartsWith($"{question}/", StringComparison.Ordinal)))?.Split('/')[1];
        var body = new Dictionary<string, string?>(StringComparer.Ordinal) { ["answerId"] = answer };
        var result = await caller.Call(HttpMethod.Put, $"/api/v1/questions/{question}/accepted-answer", body, me.Token, false, null, GivesUp(), ct);
        history.Add(new RegisterWrite($"accept|{question}", answer ?? "", result.Outcome));
    }

    private async Task Join(CancellationToken ct)
    {
        var invitation = await caller.Call(HttpMethod.Post, "/api/v1/invitations", new { }, world.Administrator.Token, true, null, false, ct);
        if (invitation.IsOk && invitation.Body.GetProperty("code").GetString() is { } code)
        {
            await Newcomers.Join(world, history, caller, code, GivesUp(), ct);
        }
    }

    // One unknown outcome in ten is left unknown; the others are asked again with the same key until they are known.
    private bool GivesUp() => random.Next(10) == 0;

    private T? Pick<T>(IEnumerable<T> things)
        where T : class
    {
        var all = things.ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }
}
