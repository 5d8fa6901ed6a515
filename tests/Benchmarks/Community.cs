using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;

namespace Skiller.Tests.Benchmarks;

/// <summary>Makes questions and votes through the grains, as a front does.</summary>
#pragma warning disable CA1001 // The semaphore lives as long as the process.
internal sealed class Community(IGrainFactory grains)
#pragma warning restore CA1001
{
    private static readonly ImmutableArray<SkillSlug> _skills = [SkillSlug.Parse("measuring")];
    private readonly SemaphoreSlim _drawing = new(1, 1);
    private long _next;
    private long _end;
    private long _voters = 1_000_000_000;

    /// <summary>Members who wrote the posts; votes are folded into their standings.</summary>
    public ImmutableArray<MemberId> Authors { get; init; } = Numbered(1_000);

    /// <summary>Authors whom nothing but their number is known of: that is all that votes need.</summary>
    public static ImmutableArray<MemberId> Numbered(int count) => [.. Enumerable.Range(1, count).Select(static number => new MemberId(number))];

    public async Task<QuestionId> Ask(int author, int bodyLength)
    {
        var id = new QuestionId(await NextId());
        var command = new AskQuestion(Author(author), id, $"A question that is measured {id}", Text(bodyLength), _skills, Locale.En, null);
        Check(await grains.Question(id).Ask(command, CancellationToken.None));
        return id;
    }

    public async Task<AnswerId> Answer(QuestionId question, int author, int bodyLength)
    {
        var id = new AnswerId(await NextId());
        Check(await grains.Question(question).Answer(new PostAnswer(Author(author), id, Text(bodyLength), null), CancellationToken.None));
        return id;
    }

    /// <summary>Questions with five answers of 3.5 KB each, about 20 KB in all (ACTIVITY-LOG.md part 1).</summary>
    public async Task<ImmutableArray<(QuestionId Question, AnswerId Answer)>> Questions(int count, int answers = 5, int bodyLength = 3_500)
    {
        var posts = ImmutableArray.CreateBuilder<(QuestionId, AnswerId)>(count);
        for (var i = 0; i < count; i++)
        {
            var question = await Ask(i, 1_500);
            var first = await Answer(question, i + 1, bodyLength);
            await Task.WhenAll(Enumerable.Range(2, answers - 1).Select(n => Answer(question, i + n, bodyLength)));
            posts.Add((question, first));
        }

        return posts.ToImmutable();
    }

    /// <summary>A vote of somebody who has not voted yet.</summary>
    public async Task Vote(QuestionId question, AnswerId answer)
    {
        var voter = new Actor(new MemberId(Interlocked.Increment(ref _voters)), Role.Member, null);
        Check(await grains.Question(question).Vote(new CastVote(voter, new PostRef(answer), 1), CancellationToken.None));
    }

    private Actor Author(int number) => new(Authors[number % Authors.Length], Role.Member, null);

    private async Task<long> NextId()
    {
        await _drawing.WaitAsync();
        try
        {
            if (_next == _end)
            {
                var block = await grains.Identifiers().TakeBlock(CancellationToken.None);
                (_next, _end) = (block.First, block.First + block.Count);
            }

            return _next++;
        }
        finally
        {
            _drawing.Release();
        }
    }

    private static string Text(int length) => string.Concat(Enumerable.Repeat("Words that stand for a text. ", (length / 29) + 1))[..length];

    private static void Check<T>(Result<T> result)
        where T : class
    {
        if (result.Refusal is { } refusal)
        {
            throw new InvalidOperationException($"Refused: {refusal.Code} {string.Join(", ", refusal.Errors.Select(e => $"{e.Field} {e.Rule}"))}");
        }
    }
}
