using System.Collections.Frozen;
using Skiller.Contracts;
using Skiller.Contracts.Accounts;
using Skiller.Contracts.Members;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Accounts;

/// <summary>What a member may still do in the present 24 hours. In memory; begun again from what the log says that they did.</summary>
internal sealed class Allowance
{
    private static readonly FrozenDictionary<string, LimitedAct> _acts = FrozenDictionary.ToFrozenDictionary(
    [
        Kind<PostVoted>(LimitedAct.Vote),
        Kind<QuestionAsked>(LimitedAct.Question),
        Kind<AnswerPosted>(LimitedAct.Answer),
        Kind<CommentPosted>(LimitedAct.Comment),
    ]);

    // No more than what a window holds: what else somebody does, limited or not, changes nothing.
    private static readonly FrozenDictionary<string, int> _most = _acts.ToFrozenDictionary(
        static kind => kind.Key, static kind => LimitOf(kind.Value), StringComparer.Ordinal);

    private readonly SlidingWindow _votes = new(LimitOf(LimitedAct.Vote), Limits.MemberWindow);
    private readonly SlidingWindow _questions = new(LimitOf(LimitedAct.Question), Limits.MemberWindow);
    private readonly SlidingWindow _answers = new(LimitOf(LimitedAct.Answer), Limits.MemberWindow);
    private readonly SlidingWindow _comments = new(LimitOf(LimitedAct.Comment), Limits.MemberWindow);

    /// <summary>The allowance of a member who has done what the log says.</summary>
    public static async Task<Allowance> Read(IActivityLog log, MemberId member, DateTimeOffset now, CancellationToken ct)
    {
        var done = await log.ReadActor(member.Value, _most, now - Limits.MemberWindow, ct);
        return After(done.Reverse().Select(static activity => (activity.Kind, activity.At)));
    }

    /// <summary>The allowance after facts, given in the order of time.</summary>
    public static Allowance After(IEnumerable<(string Kind, DateTimeOffset At)> done)
    {
        var allowance = new Allowance();
        foreach (var (kind, at) in done)
        {
            allowance.Of(_acts.GetValueOrDefault(kind))?.Count(at);
        }

        return allowance;
    }

    /// <summary>Takes one.</summary>
    /// <returns>How long until there is one again; null: it was taken, or the act is not limited.</returns>
    public TimeSpan? Take(LimitedAct act, DateTimeOffset now) => Of(act)?.Take(now);

    /// <summary>Gives back what was taken last.</summary>
    public void GiveBack(LimitedAct act) => Of(act)?.GiveBack();

    private static KeyValuePair<string, LimitedAct> Kind<TFact>(LimitedAct act)
        where TFact : Fact =>
        new(ActivityKinds.NameOf<TFact>(), act);

    private static int LimitOf(LimitedAct act) => act switch
    {
        LimitedAct.Vote => Limits.VotesPerMember,
        LimitedAct.Question => Limits.QuestionsPerMember,
        LimitedAct.Answer => Limits.AnswersPerMember,
        LimitedAct.Comment => Limits.CommentsPerMember,
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "Not limited."),
    };

    private SlidingWindow? Of(LimitedAct act) => act switch
    {
        LimitedAct.Vote => _votes,
        LimitedAct.Question => _questions,
        LimitedAct.Answer => _answers,
        LimitedAct.Comment => _comments,
        _ => null,
    };
}
