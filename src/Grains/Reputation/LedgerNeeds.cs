using System.Collections.Immutable;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Reputation;

/// <summary>What of the written ledger a fold needs to see: one look-up for a whole batch of events. Pure.</summary>
/// <param name="Origins">Events whose points may be taken back.</param>
/// <param name="Posts">Posts that are deleted.</param>
/// <param name="Causes">Deletions that are undone.</param>
/// <param name="Days">Days on which votes give points.</param>
internal sealed record LedgerNeeds(
    ImmutableHashSet<string> Origins,
    ImmutableHashSet<string> Posts,
    ImmutableHashSet<string> Causes,
    ImmutableHashSet<DateOnly> Days)
{
    public static LedgerNeeds None { get; } = new([], [], [], []);

    public bool IsEmpty => Origins.IsEmpty && Posts.IsEmpty && Causes.IsEmpty && Days.IsEmpty;

    /// <summary>What the fold of an event needs.</summary>
    public LedgerNeeds With(Fact fact, Occurrence occurrence) => fact switch
    {
        PostVoted voted => this with
        {
            Origins = voted.Previous == 0 ? Origins : Origins.Add(CauseOf(occurrence, voted.PreviousVersion)),
            Days = voted.Value > 0 ? Days.Add(DayOf(occurrence.At)) : Days,
        },
        AcceptanceWithdrawn withdrawn => this with { Origins = Origins.Add(CauseOf(occurrence, withdrawn.AcceptedVersion)) },
        PostDeleted deleted => this with { Posts = Posts.Add(PostOf(occurrence, deleted.Post)) },
        DeletionReached reached => this with { Posts = Posts.Union(reached.Answers.Select(answer => PostOf(occurrence, new PostRef(answer)))) },
        UndeletionReached reached => this with { Causes = Causes.Add(CauseOf(occurrence, reached.ReachedVersion)) },
        PostUndeleted undeleted => this with { Causes = Causes.Add(CauseOf(occurrence, undeleted.DeletedVersion)) },
        _ => this,
    };

    public static string CauseOf(Occurrence occurrence, long version) => (occurrence with { Version = version }).Cause;

    public static string PostOf(Occurrence occurrence, PostRef post) => LedgerEntry.PostOf(QuestionOf(occurrence), post.Answer);

    public static QuestionId QuestionOf(Occurrence occurrence) =>
        new(long.Parse(occurrence.Stream.AsSpan(2), System.Globalization.CultureInfo.InvariantCulture));

    public static DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);
}

/// <summary>What the written ledger says to <see cref="LedgerNeeds"/>.</summary>
/// <param name="Entries">All entries of every origin that was asked for, by itself, by its post or by a deletion; in their order.</param>
/// <param name="Days">Points that count towards the cap of each day that was asked for.</param>
internal sealed record LedgerSlice(ImmutableArray<LedgerEntry> Entries, ImmutableDictionary<DateOnly, int> Days)
{
    public static LedgerSlice Empty { get; } = new([], ImmutableDictionary<DateOnly, int>.Empty);
}
