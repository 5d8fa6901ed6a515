using System.Collections.Immutable;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Questions;

/// <summary>What a question and an answer have in common. Everything in it is shared between successive states, so a change costs O(log n).</summary>
/// <param name="Author">Null when an import did not know.</param>
/// <param name="Body">Markdown.</param>
/// <param name="CreatedAt">When it was posted.</param>
/// <param name="CreatedBy">The version of the fact that posted it.</param>
internal sealed record Post(MemberId? Author, string Body, DateTimeOffset CreatedAt, long CreatedBy)
{
    /// <summary>Votes up that stand.</summary>
    public int Up { get; private init; }

    /// <summary>Votes down that stand.</summary>
    public int Down { get; private init; }

    public int Score => Up - Down;

    /// <summary>The votes that stand; a vote that was taken back is not among them.</summary>
    public ImmutableDictionary<MemberId, Ballot> Ballots { get; private init; } = ImmutableDictionary<MemberId, Ballot>.Empty;

    /// <summary>Oldest first; each keeps its place, also when it is deleted.</summary>
    public ImmutableList<Comment> Comments { get; init; } = [];

    /// <summary>Where the edits stand in the stream, in their order, so that a page of versions reads those facts alone.</summary>
    public ImmutableList<Edit> Edits { get; private init; } = [];

    /// <summary>1 + the edits, as in the contract.</summary>
    public int Version => 1 + Edits.Count;

    /// <summary>Null while the post is there.</summary>
    public Deletion? Deletion { get; init; }

    public bool IsDeleted => Deletion is not null;

    /// <summary>The post that a snapshot holds.</summary>
    public static Post Restore(PostSnapshot kept)
    {
        var ballots = ImmutableDictionary.CreateBuilder<MemberId, Ballot>();
        ballots.AddRange(kept.Up.Select(static up => KeyValuePair.Create(up.Voter, new Ballot(1, up.Version))));
        ballots.AddRange(kept.Down.Select(static down => KeyValuePair.Create(down.Voter, new Ballot(-1, down.Version))));
        return new Post(kept.Author, kept.Body, kept.CreatedAt, kept.CreatedBy)
        {
            Up = kept.Up.Length,
            Down = kept.Down.Length,
            Ballots = ballots.ToImmutable(),
            Comments = [.. kept.Comments],
            Edits = [.. kept.Edits],
            Deletion = kept.Deletion,
        };
    }

    public int VoteOf(MemberId voter) => Ballots.TryGetValue(voter, out var ballot) ? ballot.Value : 0;

    public Post Voted(MemberId voter, int value, long version)
    {
        var previous = VoteOf(voter);
        return this with
        {
            Up = Up + (value > 0 ? 1 : 0) - (previous > 0 ? 1 : 0),
            Down = Down + (value < 0 ? 1 : 0) - (previous < 0 ? 1 : 0),
            Ballots = value == 0 ? Ballots.Remove(voter) : Ballots.SetItem(voter, new Ballot(value, version)),
        };
    }

    public Post Edited(PostEdited edited, long version) =>
        this with { Body = edited.Body ?? Body, Edits = Edits.Add(new Edit(version, PartsOf(edited))) };

    private static EditedParts PartsOf(PostEdited edited) =>
        (edited.Title is null ? EditedParts.None : EditedParts.Title)
        | (edited.Body is null ? EditedParts.None : EditedParts.Body)
        | (edited.Skills is null ? EditedParts.None : EditedParts.Skills);
}

/// <summary>An edit of a post.</summary>
/// <param name="Version">The version of the fact.</param>
/// <param name="Parts">What it changed.</param>
internal readonly record struct Edit(long Version, EditedParts Parts);

[Flags]
internal enum EditedParts
{
    None = 0,
    Title = 1,
    Body = 2,
    Skills = 4,
}

/// <summary>A vote that stands.</summary>
/// <param name="Value">1 or −1.</param>
/// <param name="Version">The version of the fact that cast it.</param>
internal readonly record struct Ballot(int Value, long Version);

/// <summary>A comment. One that is deleted keeps its place, without its text.</summary>
internal sealed record Comment(CommentId Id, MemberId? Author, string Body, DateTimeOffset CreatedAt)
{
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDeleted { get; init; }
}

/// <summary>That a post is deleted.</summary>
/// <param name="By">Who deleted it.</param>
/// <param name="Version">The version of the fact.</param>
/// <param name="Others">Whom it reached beside the author; an undeletion reaches the same.</param>
internal sealed record Deletion(MemberId? By, long Version, ImmutableArray<MemberId> Others)
{
    /// <summary>Whom it reached by further facts.</summary>
    public ImmutableArray<DeletionPart> Parts { get; init; } = [];

    /// <summary>Why, null when nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>When; null in what was kept before this was.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>A further part of a deletion.</summary>
/// <param name="Version">The version of the fact.</param>
/// <param name="Members">Whom it reached.</param>
internal sealed record DeletionPart(long Version, ImmutableArray<MemberId> Members);

/// <summary>That an answer is accepted. It stays while the answer is deleted, when it is not shown.</summary>
/// <param name="Answer">Which.</param>
/// <param name="By">Who accepted it.</param>
/// <param name="Version">The version of the fact.</param>
internal sealed record Acceptance(AnswerId Answer, MemberId? By, long Version);
