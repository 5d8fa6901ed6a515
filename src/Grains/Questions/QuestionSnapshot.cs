using System.Collections.Immutable;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>The stored form of a question's state; the order of its answers is made again from them.</summary>
internal sealed record QuestionSnapshot(
    QuestionId Id,
    long Version,
    PostSnapshot? Question,
    string Title,
    ImmutableArray<SkillSlug> Skills,
    Locale Locale,
    bool Closed,
    long ViewsBefore,
    ImmutableArray<AnswerSnapshot> Answers,
    Acceptance? Acceptance)
{
    /// <summary>Under some 2,000 facts a question does without (ACTIVITY-LOG.md part 5).</summary>
    public static readonly SnapshotFormat<QuestionState> Format = new SnapshotFormat<QuestionState, QuestionSnapshot>(
        "question", schema: 1, least: 2_000, SnapshotJson.Default.QuestionSnapshot, Of, QuestionState.Restore);

    private static QuestionSnapshot Of(QuestionState state) => new(
        state.Id,
        state.Version,
        state.Question is { } question ? PostSnapshot.Of(question) : null,
        state.Title,
        state.Skills,
        state.Locale,
        state.Status == QuestionStatus.Closed,
        state.ViewsBefore,
        [.. state.Answers.OrderBy(static answer => answer.Key.Value).Select(static answer => new AnswerSnapshot(answer.Key, PostSnapshot.Of(answer.Value)))],
        state.Acceptance);
}

internal sealed record AnswerSnapshot(AnswerId Id, PostSnapshot Post);

/// <summary>The stored form of a post. Its counts are those of its votes.</summary>
internal sealed record PostSnapshot(
    MemberId? Author,
    string Body,
    DateTimeOffset CreatedAt,
    long CreatedBy,
    ImmutableArray<VoteSnapshot> Up,
    ImmutableArray<VoteSnapshot> Down,
    ImmutableArray<Comment> Comments,
    ImmutableArray<Edit> Edits,
    Deletion? Deletion)
{
    public static PostSnapshot Of(Post post) => new(
        post.Author,
        post.Body,
        post.CreatedAt,
        post.CreatedBy,
        Votes(post, static ballot => ballot.Value > 0),
        Votes(post, static ballot => ballot.Value < 0),
        [.. post.Comments],
        [.. post.Edits],
        post.Deletion);

    private static ImmutableArray<VoteSnapshot> Votes(Post post, Predicate<Ballot> which) =>
    [
        .. post.Ballots.Where(cast => which(cast.Value))
            .Select(static cast => new VoteSnapshot(cast.Key, cast.Value.Version))
            .OrderBy(static vote => vote.Version),
    ];
}

/// <summary>A vote that stands. Its names are short: there are thousands.</summary>
internal readonly record struct VoteSnapshot(
    [property: System.Text.Json.Serialization.JsonPropertyName("m")] MemberId Voter,
    [property: System.Text.Json.Serialization.JsonPropertyName("v")] long Version);
