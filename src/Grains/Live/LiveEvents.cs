using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using Skiller.Contracts.Live;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Questions;

namespace Skiller.Grains.Live;

/// <summary>What of the log everybody may follow. Pure.</summary>
internal static class LiveEvents
{
    private static readonly FrozenSet<string> _shown = new[]
    {
        ActivityKinds.NameOf<QuestionAsked>(), ActivityKinds.NameOf<AnswerPosted>(), ActivityKinds.NameOf<CommentPosted>(),
        ActivityKinds.NameOf<CommentEdited>(), ActivityKinds.NameOf<CommentDeleted>(), ActivityKinds.NameOf<PostVoted>(),
        ActivityKinds.NameOf<AnswerAccepted>(), ActivityKinds.NameOf<AcceptanceWithdrawn>(), ActivityKinds.NameOf<PostEdited>(),
        ActivityKinds.NameOf<PostDeleted>(), ActivityKinds.NameOf<PostUndeleted>(), ActivityKinds.NameOf<QuestionClosed>(),
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> _ofAccess = new[]
    {
        ActivityKinds.NameOf<SessionEnded>(), ActivityKinds.NameOf<PasswordChanged>(), ActivityKinds.NameOf<MemberSuspended>(),
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A part of the log as fronts follow it.</summary>
    /// <param name="facts">In the order of their positions.</param>
    /// <param name="upTo">The position up to which they are everything.</param>
    public static LivePage Page(IReadOnlyList<RecordedActivity> facts, long upTo) => new(
        upTo,
        [.. facts.Select(Of).OfType<LiveEvent>()],
        [.. facts.Select(AccessOf).OfType<MemberId>().Distinct()]);

    /// <summary>A fact as everybody may know it, null when nobody is to, or when it cannot be read: what comes behind a damaged row is told all the same (F20).</summary>
    public static LiveEvent? Of(RecordedActivity activity)
    {
        if (!_shown.Contains(activity.Kind))
        {
            return null;
        }

        try
        {
            return Shape(activity, FactCodec.Decode(activity));
        }
        catch (Exception damaged) when (damaged is JsonException or UnknownActivityException)
        {
            return null;
        }
    }

    private static MemberId? AccessOf(RecordedActivity activity) =>
        _ofAccess.Contains(activity.Kind) ? new MemberId(Number(activity)) : null;

    private static LiveEvent Shape(RecordedActivity activity, Fact fact)
    {
        var actor = activity.Actor is { } number and > 0 ? new MemberId(number) : (MemberId?)null;
        var bare = new LiveEvent(activity.Position, activity.Kind, activity.At, new QuestionId(Number(activity)), null, null, actor, null, []) { Version = activity.Version };
        return fact switch
        {
            QuestionAsked asked => bare with { Skills = asked.Skills },
            AnswerPosted posted => bare with { Answer = posted.Answer },
            CommentPosted posted => bare with { Answer = posted.Post.Answer, Comment = posted.Comment },
            CommentEdited edited => bare with { Answer = edited.Post.Answer, Comment = edited.Comment },
            CommentDeleted deleted => bare with { Answer = deleted.Post.Answer, Comment = deleted.Comment },

            // Who voted is nobody's business.
            PostVoted voted => bare with { Answer = voted.Post.Answer, Actor = null, Author = voted.Author, Skills = voted.Skills },
            AnswerAccepted accepted => bare with { Answer = accepted.Answer, Skills = accepted.Skills },
            AcceptanceWithdrawn withdrawn => bare with { Answer = withdrawn.Answer, Skills = withdrawn.Skills },
            PostEdited edited => bare with { Answer = edited.Post.Answer, Skills = edited.Skills ?? [] },
            PostDeleted deleted => bare with { Answer = deleted.Post.Answer, Skills = deleted.Skills },
            PostUndeleted undeleted => bare with { Answer = undeleted.Post.Answer, Skills = undeleted.Skills },
            _ => bare,
        };
    }

    // Kinds that are shown stand in questions' streams (q:12), those of access in accounts' (k:87).
    private static long Number(RecordedActivity activity) => long.Parse(activity.Stream.AsSpan(2), CultureInfo.InvariantCulture);
}
