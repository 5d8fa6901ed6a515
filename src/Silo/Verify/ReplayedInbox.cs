using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Notifications;
using Skiller.Contracts.Questions;
using Skiller.Grains.Activity;
using Skiller.Grains.Members;
using Skiller.Grains.Notifications;
using Skiller.Grains.Projections;

namespace Skiller.Silo.Verify;

/// <summary>
/// What members must have been told of, recomputed from the log. It tells of everything: that facts of the past tell nobody (they were recorded before
/// there was an inbox, or imported) is known from the log's own targets.
/// </summary>
internal sealed class ReplayedInbox
{
    private readonly Dictionary<string, MemberId> _handles = new(StringComparer.Ordinal);
    private readonly Dictionary<(QuestionId Question, MemberId Member), (bool Follows, bool Muted)> _followers = [];
    private readonly Dictionary<QuestionId, List<MemberId>> _of = [];
    private readonly HashSet<(MemberId Member, MemberId Other)> _blocks = [];
    private readonly Dictionary<Writing, MemberId?> _authors = [];
    private readonly HashSet<(Writing Writing, MemberId Member)> _named = [];
    private readonly Dictionary<(MemberId Member, long Position), Notice> _told = [];

    /// <summary>Whether a row says that a fact goes to the inbox.</summary>
    public static bool IsTarget(DerivedRow row) => row.Kind == "target" && IsInbox(row.Value);

    /// <summary>Whether a row that is not there is none that anybody misses: of a fact of the past, or of a program before this one, which goes to no inbox, no
    /// webhook and not into the trail.</summary>
    public static bool IsOfThePast(string kind, string key, string value, IReadOnlySet<long> told) => kind switch
    {
        "target" => IsInbox(value) || value.StartsWith($"{ActivityRouting.WebhookNamespace}/", StringComparison.Ordinal) || value.StartsWith($"{ActivityRouting.AuditNamespace}/", StringComparison.Ordinal),
        "notification" => !told.Contains(long.Parse(key.AsSpan(key.IndexOf('/', StringComparison.Ordinal) + 1), CultureInfo.InvariantCulture)),
        _ => false,
    };

    public void Apply(Fact fact, Occurrence at, long position)
    {
        if (fact is HandleClaimed claimed)
        {
            _handles.TryAdd(at.Stream, claimed.Member);
        }

        var named = Mentions.In(NotificationRules.TextOf(fact)).Select(GrainKeys.ClaimOf).Where(_handles.ContainsKey).Select(claim => _handles[claim]);
        foreach (var change in NotificationRules.Of(fact, at, position, [.. named]))
        {
            Apply(change);
        }
    }

    /// <summary>The rows that must be there.</summary>
    public void Add(Dictionary<(string Kind, string Key), string> rows)
    {
        foreach (var ((member, position), notice) in _told)
        {
            var writing = notice.Writing ?? default;
            var at = (notice.At - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            rows[("notification", string.Create(CultureInfo.InvariantCulture, $"{member}/{position}"))] = string.Create(
                CultureInfo.InvariantCulture,
                $"{(int)notice.Kind}|{writing.Question}|{writing.Answer?.Value ?? 0}|{writing.Comment?.Value ?? 0}|{notice.Skill?.Value}|{(notice.Act is { } act ? (int)act : 0)}|{notice.Actor?.Value ?? 0}|{at}");
        }
    }

    private static bool IsInbox(string target) => target.StartsWith($"{ActivityRouting.InboxNamespace}/", StringComparison.Ordinal);

    private void Apply(InboxChange change)
    {
        switch (change)
        {
            case InboxChange.Follows(var question, var member, var are, _):
                Know(question, member);
                _followers[(question, member)] = _followers[(question, member)] with { Follows = are };
                break;
            case InboxChange.Mutes(var question, var member, var are, _):
                Know(question, member);
                _followers[(question, member)] = _followers[(question, member)] with { Muted = are };
                break;
            case InboxChange.Blocks(var member, var other, true, _):
                _blocks.Add((member, other));
                break;
            case InboxChange.Blocks(var member, var other, false, _):
                _blocks.Remove((member, other));
                break;
            case InboxChange.Wrote(var writing, var author):
                _authors.TryAdd(writing, author);
                break;
            case InboxChange.Named(var writing, var members):
                _named.UnionWith(members.Select(member => (writing, member)));
                break;
            case InboxChange.Tells(var notice, var audience):
                Tell(notice, Members(audience));
                break;
        }
    }

    private void Know(QuestionId question, MemberId member)
    {
        if (_followers.TryAdd((question, member), default))
        {
            (_of.TryGetValue(question, out var of) ? of : _of[question] = []).Add(member);
        }
    }

    private ImmutableArray<MemberId> Members(Audience audience) => audience switch
    {
        Audience.Member(var member) => [member],
        Audience.Named(var writing, var members) => [.. members.Where(member => !_named.Contains((writing, member)))],
        Audience.Author(var writing) => _authors.GetValueOrDefault(writing) is { } author ? [author] : [],
        Audience.Followers(var question) =>
            [.. _of.GetValueOrDefault(question, []).Where(member => _followers[(question, member)] is { Follows: true, Muted: false })],
        _ => [],
    };

    private void Tell(Notice notice, ImmutableArray<MemberId> members)
    {
        foreach (var member in members.Where(member => member.Value > 0 && member != notice.Actor))
        {
            if (notice.Actor is not { } actor || !_blocks.Contains((member, actor)))
            {
                _told.TryAdd((member, notice.Position), notice);
            }
        }
    }
}
