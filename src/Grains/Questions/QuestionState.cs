using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Grains.Activity;

namespace Skiller.Grains.Questions;

/// <summary>A question with all that hangs on it. What a fact changes is shared with the state before it but for O(log n) nodes.</summary>
internal sealed record QuestionState : IAggregateState<QuestionState>
{
    private QuestionState(QuestionId id) => Id = id;

    public QuestionId Id { get; }

    public long Version { get; private init; }

    /// <summary>The question itself, null until it is asked.</summary>
    public Post? Question { get; private init; }

    public string Title { get; private init; } = "";

    public ImmutableArray<SkillSlug> Skills { get; private init; } = [];

    public Locale Locale { get; private init; }

    public QuestionStatus Status { get; private init; }

    /// <summary>Whether it takes nothing but edits, deletions and undeletions (docs/adr/0007).</summary>
    public bool IsClosed => Status == QuestionStatus.Closed;

    /// <summary>Views that an import brought along.</summary>
    public long ViewsBefore { get; private init; }

    /// <summary>All answers, deleted ones included.</summary>
    public ImmutableDictionary<AnswerId, Post> Answers { get; private init; } = ImmutableDictionary<AnswerId, Post>.Empty;

    /// <summary>The answers that are not deleted, in the order in which they are shown.</summary>
    public ImmutableSortedSet<AnswerRank> Order { get; private init; } = [];

    /// <summary>The one acceptance, kept while its answer is deleted.</summary>
    public Acceptance? Acceptance { get; private init; }

    /// <summary>The accepted answer as it is shown: null while it is deleted.</summary>
    public AnswerId? Accepted =>
        Acceptance is { } acceptance && Answers.TryGetValue(acceptance.Answer, out var answer) && !answer.IsDeleted ? acceptance.Answer : null;

    public static QuestionState Initial(string stream) =>
        new(new QuestionId(long.Parse(stream.AsSpan(stream.IndexOf(':', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)));

    /// <summary>The state that a snapshot holds.</summary>
    public static QuestionState Restore(QuestionSnapshot kept)
    {
        var state = new QuestionState(kept.Id)
        {
            Version = kept.Version,
            Question = kept.Question is { } question ? Post.Restore(question) : null,
            Title = kept.Title,
            Skills = kept.Skills,
            Locale = kept.Locale,
            Status = kept.Closed ? QuestionStatus.Closed : QuestionStatus.Open,
            ViewsBefore = kept.ViewsBefore,
            Answers = kept.Answers.ToImmutableDictionary(static answer => answer.Id, static answer => Post.Restore(answer.Post)),
            Acceptance = kept.Acceptance,
        };
        return state with { Order = [.. state.Answers.Keys.Select(state.RankOf).OfType<AnswerRank>()] };
    }

    /// <summary>The post, deleted or not; null when there is none.</summary>
    public Post? Find(PostRef post) => post.Answer is { } id ? Answers.GetValueOrDefault(id) : Question;

    public QuestionState Apply(Fact fact, Occurrence occurrence) => Next(fact, occurrence) with { Version = occurrence.Version };

    private QuestionState Next(Fact fact, Occurrence at) => fact switch
    {
        QuestionAsked asked => this with
        {
            Question = new Post(asked.Author, asked.Body ?? "", at.At, at.Version),
            Title = asked.Title ?? "",
            Skills = asked.Skills,
            Locale = asked.Locale,
            ViewsBefore = asked.Views,
        },
        AnswerPosted posted => With(posted.Answer, new Post(posted.Author, posted.Body ?? "", at.At, at.Version)),
        CommentPosted posted => Change(posted.Post, post => post with
        {
            Comments = post.Comments.Add(new Comment(posted.Comment, posted.Author, posted.Body ?? "", at.At)),
        }),
        CommentEdited edited => Change(edited.Post, post => MendingComment.With(post, edited.Comment, comment => comment with { Body = edited.Body ?? "" })),
        CommentDeleted deleted => Change(deleted.Post, post => MendingComment.With(post, deleted.Comment, static comment => comment with { Body = "", IsDeleted = true })),
        PostVoted voted => Change(voted.Post, post => post.Voted(voted.Voter, voted.Value, at.Version)),
        PostEdited edited => Edited(edited, at.Version),
        AnswerAccepted accepted => Accepting(new Acceptance(accepted.Answer, accepted.By, at.Version)),
        AcceptanceWithdrawn withdrawn when withdrawn.Answer == Acceptance?.Answer => Accepting(null),
        PostDeleted deleted => Change(deleted.Post, post => post with
        {
            Deletion = new Deletion(at.Actor, at.Version, deleted.Others) { Reason = deleted.Reason, At = at.At },
        }),
        DeletionReached reached => Change(reached.Post, post => post.Deletion is { } deletion
            ? post with { Deletion = deletion with { Parts = deletion.Parts.Add(new DeletionPart(at.Version, reached.Members)) } }
            : post),
        PostUndeleted undeleted => Change(undeleted.Post, static post => post with { Deletion = null }),
        QuestionClosed => this with { Status = QuestionStatus.Closed },
        _ => this,
    };

    private QuestionState Edited(PostEdited edited, long version)
    {
        var next = Change(edited.Post, post => post.Edited(edited, version));
        return edited.Post.IsQuestion ? next with { Title = edited.Title ?? Title, Skills = edited.Skills ?? Skills } : next;
    }

    private QuestionState Accepting(Acceptance? acceptance)
    {
        var next = this with { Acceptance = acceptance };
        next = Acceptance is { } before ? next.Moved(this, before.Answer) : next;
        return acceptance is { } after ? next.Moved(this, after.Answer) : next;
    }

    private QuestionState Change(PostRef reference, Func<Post, Post> change) => (reference.Answer, Find(reference)) switch
    {
        (_, null) => this,
        ({ } id, { } answer) => With(id, change(answer)),
        (null, { } question) => this with { Question = change(question) },
    };

    private QuestionState With(AnswerId id, Post answer) => (this with { Answers = Answers.SetItem(id, answer) }).Moved(this, id);

    // The place of one answer, after whatever it depends on has changed since the state before.
    private QuestionState Moved(QuestionState before, AnswerId id)
    {
        var (old, present) = (before.RankOf(id), RankOf(id));
        if (old == present)
        {
            return this;
        }

        var rest = old is { } left ? Order.Remove(left) : Order;
        return this with { Order = present is { } taken ? rest.Add(taken) : rest };
    }

    private AnswerRank? RankOf(AnswerId id) =>
        Answers.TryGetValue(id, out var answer) && !answer.IsDeleted ? AnswerRank.Of(id, answer, Acceptance?.Answer == id) : null;
}
