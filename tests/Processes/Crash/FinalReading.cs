using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Skiller.Tests.Processes.Crash;

/// <summary>Reads what is there after a run, through the public API.</summary>
internal sealed partial class FinalReading(World world, History history, Caller caller)
{
    private const int AtOnce = 6;
    private readonly ConcurrentDictionary<string, string> _registers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _scores = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<int>> _revisions = new(StringComparer.Ordinal);

    public async Task<FinalState> Read(ImmutableArray<LogLine> log, CancellationToken ct)
    {
        var questions = new List<string>();
        await foreach (var item in Pages("/api/v1/questions?sort=newest", ct))
        {
            questions.Add(item.GetProperty("id").GetString()!);
            Count("question", item.GetProperty("title").GetString()!);
        }

        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct };
        await Parallel.ForEachAsync(questions, atOnce, async (question, token) =>
        {
            await Question(question, token);
            foreach (var member in world.Members.Values)
            {
                await Votes(question, member, token);
            }
        });

        var ledgers = new ConcurrentDictionary<string, ImmutableArray<LedgerLine>>(StringComparer.Ordinal);
        var reputations = new ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(history.Creations.Where(static c => c.Kind == "member"), atOnce, async (creation, token) =>
        {
            var profile = await caller.Get($"/api/v1/members/{creation.Token}", null, token);
            if (profile.IsOk)
            {
                _tokens[$"member/{creation.Token}"] = 1;
                reputations[creation.Token] = profile.Body.GetProperty("reputation").GetInt64();
                ledgers[creation.Token] = [.. (await Ledger(creation.Token, token)).AsEnumerable().Reverse()];
            }
        });

        return new FinalState(
            _registers.ToImmutableDictionary(),
            _tokens.ToImmutableDictionary(),
            _scores.ToImmutableDictionary(),
            _revisions.ToImmutableDictionary(),
            ledgers.ToImmutableDictionary(),
            reputations.ToImmutableDictionary(),
            log);
    }

    private async Task Question(string question, CancellationToken ct)
    {
        var page = (await caller.Get($"/api/v1/questions/{question}", null, ct)).Body;
        _scores[question] = page.GetProperty("score").GetInt32();
        _registers[$"accept|{question}"] = page.GetProperty("acceptedAnswerId").GetString() ?? "";
        await foreach (var answer in Pages($"/api/v1/questions/{question}/answers", ct))
        {
            _scores[$"{question}/{answer.GetProperty("id").GetString()}"] = answer.GetProperty("score").GetInt32();
            Count("answer", answer.GetProperty("body").GetString()!);
        }

        await foreach (var comment in Pages($"/api/v1/questions/{question}/comments", ct))
        {
            Count("comment", comment.GetProperty("body").GetString()!);
        }

        var versions = new List<int>();
        await foreach (var revision in Pages($"/api/v1/questions/{question}/revisions", ct))
        {
            versions.Add(revision.GetProperty("version").GetInt32());
            if (revision.GetProperty("summary").GetString() is { } summary)
            {
                Count("edit", summary);
            }
        }

        _revisions[question] = [.. versions.Order()];
    }

    private async Task Votes(string question, Member member, CancellationToken ct)
    {
        var page = (await caller.Get($"/api/v1/questions/{question}", member.Token, ct)).Body;
        Vote(member, question, page);
        foreach (var answer in page.GetProperty("answers").EnumerateArray())
        {
            Vote(member, $"{question}/{answer.GetProperty("id").GetString()}", answer);
        }
    }

    private void Vote(Member member, string post, JsonElement json)
    {
        if (json.TryGetProperty("myVote", out var vote) && vote.ValueKind == JsonValueKind.Number && vote.GetInt32() is not 0 and var value)
        {
            _registers[$"vote|{member.Handle}|{post}"] = value.ToString(CultureInfo.InvariantCulture);
        }
    }

    private async Task<List<LedgerLine>> Ledger(string handle, CancellationToken ct)
    {
        var lines = new List<LedgerLine>();
        await foreach (var item in Pages($"/api/v1/members/{handle}/reputation?limit=100", ct))
        {
            lines.Add(new LedgerLine(
                item.GetProperty("at").GetDateTimeOffset(),
                item.GetProperty("points").GetInt32(),
                item.GetProperty("reason").GetString()!,
                null,
                null,
                Position(item.GetProperty("position"))));
        }

        return lines;
    }

    private static long Position(JsonElement position) =>
        position.ValueKind == JsonValueKind.String ? long.Parse(position.GetString()!, CultureInfo.InvariantCulture) : position.GetInt64();

    private async IAsyncEnumerable<JsonElement> Pages(string path, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var next = path;
        while (next is not null)
        {
            var page = await caller.Get(next, null, ct);
            foreach (var item in page.Body.GetProperty("items").EnumerateArray())
            {
                yield return item;
            }

            next = page.Body.GetProperty("next").GetString() is { } cursor ? $"{path}{(path.Contains('?') ? '&' : '?')}cursor={cursor}" : null;
        }
    }

    private void Count(string kind, string text)
    {
        // Titles, summaries and first bodies carry one token each.
        if (Token().Matches(text) is { Count: > 0 } matches)
        {
            _tokens.AddOrUpdate($"{kind}/{matches[0].Value}", 1, static (_, count) => count + 1);
        }
    }

    [GeneratedRegex("tok[0-9]{6}x", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();
}
