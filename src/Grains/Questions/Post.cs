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

    /// <summary>Oldest first; only ever added to.</summary>
    public ImmutableList<Comment> Comments { get; init; } = [];

    public int Edits { get; private init; }

    /// <summary>1 + the edits, as in the contract.</summary>
    public int Version => 1 + Edits;

    /// <summary>The version of the fact that gave the post its present texts.</summary>
    public long WrittenBy { get; private init; } = CreatedBy;

    /// <summary>Null while the post is there.</summary>
    public Deletion? Deletion { get; init; }

    public bool IsDeleted => Deletion is not null;

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

    public Post Edited(string? body, long version) => this with { Body = body ?? Body, Edits = Edits + 1, WrittenBy = version };
}

/// <summary>A vote that stands.</summary>
/// <param name="Value">1 or −1.</param>
/// <param name="Version">The version of the fact that cast it.</param>
internal readonly record struct Ballot(int Value, long Version);

internal sealed record Comment(CommentId Id, MemberId? Author, string Body, DateTimeOffset CreatedAt);

/// <summary>That a post is deleted.</summary>
/// <param name="By">Who deleted it.</param>
/// <param name="Version">The version of the fact.</param>
/// <param name="Others">Whom it reached beside the author; an undeletion reaches the same.</param>
internal sealed record Deletion(MemberId? By, long Version, ImmutableArray<MemberId> Others)
{
    /// <summary>Whom it reached by further facts.</summary>
    public ImmutableArray<DeletionPart> Parts { get; init; } = [];
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
