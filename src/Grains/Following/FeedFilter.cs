using System.Collections.Frozen;
using System.Collections.Immutable;
using Skiller.Contracts.Following;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;

namespace Skiller.Grains.Following;

/// <summary>
/// What of a feed its member is to see: nothing that they muted, nothing that somebody did whom they blocked, and not what they did themselves. Who
/// follows a question sees it also when they muted its skill.
/// </summary>
internal sealed class FeedFilter(MemberId member, SilencedSources silenced)
{
    private readonly FrozenSet<Source> _muted = silenced.Muted.ToFrozenSet();
    private readonly FrozenSet<MemberId> _blocked = silenced.Blocked.ToFrozenSet();

    /// <summary>The card as it is shown, null: it is not.</summary>
    public FeedCard? Card(QuestionSummary question, CardRows rows)
    {
        var reasons = rows.Reasons.Where(source => !_muted.Contains(source)).Order(_byKind).ToImmutableArray();
        var acts = rows.Acts.Where(Shows).ToImmutableArray();
        if (reasons.IsEmpty || acts.IsEmpty)
        {
            return null;
        }

        var isFollowed = reasons[0].Question is not null;
        if (_muted.Contains(Source.Of(question.Id)) || (!isFollowed && !Shows(question)))
        {
            return null;
        }

        // Who follows nothing but somebody sees what they did, and not what else happened there.
        var isForMembers = reasons.All(static reason => reason.Member is not null);
        acts = isForMembers ? [.. acts.Where(act => reasons.Any(reason => reason.Member is { } one && (act.Actor == one || act.Subject == one)))] : acts;
        return acts.IsEmpty ? null : new FeedCard(question, acts[0].At, reasons, acts);
    }

    /// <summary>Whether a question is shown that the member does not follow by itself.</summary>
    public bool Shows(QuestionSummary question) =>
        !(question.Author is { } author && _blocked.Contains(author))
        && !_muted.Contains(Source.Of(question.Id))
        && !question.Skills.Any(skill => _muted.Contains(Source.Of(skill)));

    private bool Shows(FeedAct act) =>
        act.Actor != member && !(act.Actor is { } actor && _blocked.Contains(actor)) && !(act.Subject is { } subject && _blocked.Contains(subject));

    private static readonly Comparer<Source> _byKind = Comparer<Source>.Create(static (a, b) => (a.Kind, a).CompareTo((b.Kind, b)));
}
