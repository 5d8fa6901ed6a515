using System.Collections.Immutable;
using System.Globalization;

namespace Skiller.Tests.Processes.Live;

/// <summary>A letter that the log says is to be sent: a part of the log, of which a member is told.</summary>
internal sealed record DueLetter(long Member, string Stream, long Version, long From, long UpTo, ImmutableArray<string> Lines);

/// <summary>Who reads letters, and of what they want one at once.</summary>
internal sealed record LetterReader(long Member, string Handle, string Address, IReadOnlySet<string> AtOnce);

/// <summary>Which letters are due by the log, and what each must say, written down a second time from API.md, issue 5 and ADR 0015.</summary>
internal sealed class DueLetters
{
    private const int LinesMax = 30;
    private readonly Dictionary<long, string> _titles = [];
    private readonly Dictionary<long, (string Name, string Handle)> _members = [];
    private readonly ImmutableArray<LoggedFact> _log;
    private readonly string _site;

    public DueLetters(ImmutableArray<LoggedFact> log, string site)
    {
        (_log, _site) = (log, site);
        foreach (var fact in log)
        {
            if (fact.Kind == "question-asked")
            {
                _titles[fact.StreamNumber] = fact.Text("title");
            }
            else if (fact.Kind == "member-registered")
            {
                _members[fact.StreamNumber] = (fact.Text("name"), fact.Text("handle"));
            }
        }
    }

    /// <summary>The letters of a member, in the order of the log.</summary>
    public ImmutableArray<DueLetter> Of(LetterReader reader, IEnumerable<DueNotice> notices)
    {
        var told = notices.Where(notice => notice.Member == reader.Member && reader.AtOnce.Contains(notice.Topic)).ToList();
        return
        [
            .. _log.Where(fact => fact.Kind == "letter-due" && fact.StreamNumber == reader.Member).Select(fact => new DueLetter(
                reader.Member,
                $"k:{fact.StreamNumber}",
                fact.Version,
                fact.Number("from"),
                fact.Number("upTo"),
                Lines([.. told.Where(notice => notice.Position > fact.Number("from") && notice.Position <= fact.Number("upTo"))]))),
        ];
    }

    private ImmutableArray<string> Lines(List<DueNotice> told) =>
    [
        .. told.Take(LinesMax).Select(Line),
        .. told.Count > LinesMax ? [$"And more, on the site {_site}/notifications"] : Array.Empty<string>(),
    ];

    private string Line(DueNotice notice)
    {
        var (name, title) = (_members[notice.Actor].Name, _titles.GetValueOrDefault(notice.Question));
        var text = notice.Kind switch
        {
            "answer" => $"{name} answered “{title}”",
            "comment" => $"{name} commented on your post in “{title}”",
            "mention" => $"{name} mentioned you in “{title}”",
            "acceptance" => $"{name} accepted your answer to “{title}”",
            "endorsement" => $"{name} endorsed your skills: {notice.Skill}",
            "invitation-used" => $"{name} is here thanks to your invitation",
            _ => $"{name} edited your post in “{title}”",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{text} {_site}{Place(notice)}");
    }

    private string Place(DueNotice notice) => notice switch
    {
        { Answer: > 0, Comment: > 0 } => $"/a/{notice.Answer}?comment={notice.Comment}",
        { Answer: > 0 } => $"/a/{notice.Answer}",
        { Question: > 0, Comment: > 0 } => $"/questions/{notice.Question}#comment-{notice.Comment}",
        { Question: > 0 } => $"/questions/{notice.Question}",
        { Kind: "invitation-used" } => $"/members/{_members[notice.Actor].Handle}",
        _ => "/notifications",
    };
}
