using System.Collections.Immutable;
using Skiller.Simulator.Shapes;

namespace Skiller.Simulator.Plan;

/// <summary>Something that somebody does at a time. Names of others stand for ids that only the target gives.</summary>
/// <param name="Name">Unique in the plan, and the same for the same seed.</param>
/// <param name="At">When, since the beginning, in simulated time.</param>
/// <param name="Actor">Who, by index; -1: a reader without an account.</param>
internal abstract record Act(string Name, TimeSpan At, int Actor)
{
    /// <summary>The kind in journals and reports.</summary>
    public abstract string Kind { get; }

    /// <summary>The act without which this one cannot be done; null: none.</summary>
    public virtual string? Needs => null;

    /// <summary>Whether it changes something, is noted in the journal, and is never left out.</summary>
    public virtual bool IsWrite => true;

    /// <summary>Makes out an invitation for somebody.</summary>
    internal sealed record Invite(string Name, TimeSpan At, int Actor, int Newcomer) : Act(Name, At, Actor)
    {
        public override string Kind => "invite";

        public override string Needs => JoinName(Actor);
    }

    /// <summary>Joins with an invitation; the first with the one that the run was given.</summary>
    internal sealed record Join(TimeSpan At, int Actor) : Act(JoinName(Actor), At, Actor)
    {
        public override string Kind => "join";

        public override string? Needs => Actor == 0 ? null : InviteName(Actor);
    }

    internal sealed record Ask(string Name, TimeSpan At, int Actor, string Locale, ImmutableArray<string> Skills) : Act(Name, At, Actor)
    {
        public override string Kind => "ask";
    }

    internal sealed record Answer(string Name, TimeSpan At, int Actor, string Question, string Locale) : Act(Name, At, Actor)
    {
        public override string Kind => "answer";

        public override string Needs => Question;
    }

    internal sealed record Comment(string Name, TimeSpan At, int Actor, string Post, string Locale) : Act(Name, At, Actor)
    {
        public override string Kind => "comment";

        public override string Needs => Post;
    }

    /// <summary>The one edit of a post, by its author.</summary>
    internal sealed record Edit(string Name, TimeSpan At, int Actor, string Post, string Locale) : Act(Name, At, Actor)
    {
        public override string Kind => "edit";

        public override string Needs => Post;
    }

    /// <summary>A vote; <paramref name="Value"/> 0 takes one back.</summary>
    internal sealed record Vote(string Name, TimeSpan At, int Actor, string Post, int Value) : Act(Name, At, Actor)
    {
        public override string Kind => "vote";

        public override string Needs => Post;
    }

    internal sealed record Accept(string Name, TimeSpan At, int Actor, string AcceptedAnswer) : Act(Name, At, Actor)
    {
        public override string Kind => "accept";

        public override string Needs => AcceptedAnswer;
    }

    internal sealed record Endorse(string Name, TimeSpan At, int Actor, int Peer, string Skill, string Question) : Act(Name, At, Actor)
    {
        public override string Kind => "endorse";

        // With the question its skills are there.
        public override string Needs => Question;
    }

    internal sealed record Follow(string Name, TimeSpan At, int Actor, string Question) : Act(Name, At, Actor)
    {
        public override string Kind => "follow";

        public override string Needs => Question;
    }

    internal sealed record FollowMember(string Name, TimeSpan At, int Actor, int Peer) : Act(Name, At, Actor)
    {
        public override string Kind => "follow-member";

        public override string Needs => JoinName(Peer);
    }

    /// <summary>Does not follow a question any more.</summary>
    internal sealed record Unfollow(string Name, TimeSpan At, int Actor, string Question) : Act(Name, At, Actor)
    {
        public override string Kind => "unfollow";

        public override string Needs => Question;
    }

    /// <summary>Says of oneself what one does; the last time counts.</summary>
    internal sealed record Introduce(string Name, TimeSpan At, int Actor, string Locale) : Act(Name, At, Actor)
    {
        public override string Kind => "introduce";

        public override string Needs => JoinName(Actor);
    }

    /// <summary>Something that must be refused: a vote on one's own post, or the acceptance of an answer by somebody else than the asker.</summary>
    internal sealed record Mistake(string Name, TimeSpan At, int Actor, string Post, bool IsVote) : Act(Name, At, Actor)
    {
        public override string Kind => "mistake";

        public override string Needs => Post;
    }

    /// <summary>Keeps an unsent answer as a draft, which nobody else may ever see.</summary>
    internal sealed record Draft(string Name, TimeSpan At, int Actor, string Question) : Act(Name, At, Actor)
    {
        public override string Kind => "draft";

        public override string Needs => Question;
    }

    /// <summary>Loads a page.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="At">When.</param>
    /// <param name="Actor">Who.</param>
    /// <param name="Page">What kind.</param>
    /// <param name="Subject">A question's name, a skill's slug, or a member's handle; null where the kind has none.</param>
    internal sealed record Load(string Name, TimeSpan At, int Actor, PageKind Page, string? Subject) : Act(Name, At, Actor)
    {
        public override string Kind => "load";

        public override bool IsWrite => false;

        /// <summary>From 0 to under 1: it is sent while the share that is sent is above.</summary>
        public double Draw { get; init; }
    }

    public static string JoinName(int person) => $"m{person}";

    public static string InviteName(int person) => $"i{person}";
}
