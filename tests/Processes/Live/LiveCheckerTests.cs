using System.Collections.Immutable;
using Skiller.Tests.Processes.Crash;
using Xunit;

namespace Skiller.Tests.Processes.Live;

/// <summary>The checker of the live kill test is itself tested: what is good passes, and each planted fault is found.</summary>
public sealed class LiveCheckerTests
{
    private const long Ada = 7;
    private const long Bob = 8;
    private const long Last = 12;
    private static readonly DateTimeOffset _at = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<LoggedFact> _log = Log();
    private static readonly ImmutableArray<DueNotice> _notices = DueNotices.Of(_log);
    private static readonly DueEvents _due = new(_log, _notices);
    private static readonly LetterReader _ada = new(Ada, "ada", "ada@mailbox.fr", new HashSet<string>(StringComparer.Ordinal) { "answer", "mention" });

    [Fact]
    public void Who_is_told_of_what_follows_from_the_log() => Assert.Equal(
        [(Ada, 4L, "mention"), (Ada, 8L, "answer"), (Bob, 9L, "acceptance")],
        _notices.Select(static notice => (notice.Member, notice.Position, notice.Kind)));

    [Fact]
    public void A_stream_in_order_has_no_difference() => Assert.Empty(Events(static events => events));

    [Fact]
    public void A_lost_event_is_found() => Assert.Equal(["c: answer-posted 4 is lost"], Events(static events => events.RemoveAt(0)));

    [Fact]
    public void An_event_that_never_comes_is_found() => Assert.Contains("c: answer-accepted 9 has not come yet, 8 was the last", Events(static events => events.RemoveRange(4, 2)));

    [Fact]
    public void A_doubled_event_is_found() => Assert.Equal(["c: post-voted 5 came twice"], Events(static events => events.Insert(3, events[1])));

    [Fact]
    public void Swapped_events_are_found() => Assert.Equal(["c: post-voted 5 came after 6"], Events(static events => events.SetItem(1, events[2]).SetItem(2, events[1])));

    [Fact]
    public void An_event_after_the_position_that_vouched_for_it_is_found() =>
        Assert.Equal(["c: answer-accepted 9 came after 12"], Events(static events => events.SetItem(4, events[5]).SetItem(5, events[4])));

    [Fact]
    public void An_event_of_another_topic_is_found() => Assert.Contains("c: question-asked 10 is none of its events", Events(static events => events.Insert(5, new Heard(10, "question-asked", """{"question":"2"}"""))));

    [Fact]
    public void A_call_to_load_afresh_is_found() => Assert.Contains("c: reset 12 is none of its events", Events(static events => events.Add(new Heard(12, "reset", "{}"))));

    [Fact]
    public void An_event_that_says_something_else_is_found() => Assert.Equal(
        ["c: answer-posted 4 says notification '', and not 'mention'"],
        Events(static events => events.SetItem(0, events[0] with { Data = """{"question":"1","answer":"2","member":"8"}""" })));

    [Fact]
    public void A_score_that_was_over_by_then_is_found_and_a_later_one_is_right()
    {
        Assert.Empty(Events(static events => events.SetItem(1, events[1] with { Data = events[1].Data.Replace(":1}", ":0}", StringComparison.Ordinal) })));
        Assert.Equal(["c: post-voted 6 says the score 1, which there never was since"], Events(static events => events.SetItem(2, events[2] with { Data = events[1].Data })));
    }

    [Fact]
    public void Notifications_that_are_listed_once_have_no_difference() => Assert.Empty(Lists(static shown => shown));

    [Fact]
    public void A_lost_a_doubled_and_an_uncalled_for_notification_are_found()
    {
        Assert.Equal(["ada: answer/1/0/2026-03-01 is due and not listed"], Lists(static shown => shown.RemoveAt(1)));
        Assert.Equal(["ada: mention/1/2/2026-03-01 is listed as 2 by 1, the newest at 4, due is 1 by 1, the newest at 4"], Lists(static shown => shown.SetItem(0, shown[0] with { Count = 2 })));
        Assert.Equal(["ada: answer/1/0/2026-03-01 is listed 2 times"], Lists(static shown => shown.Add(shown[1])));
        Assert.Equal(["ada: edit/1/0/2026-03-01 is listed and not due"], Lists(static shown => shown.Add(shown[1] with { Bundle = "edit/1/0/2026-03-01" })));
    }

    [Fact]
    public void Letters_that_were_sent_once_have_no_difference() => Assert.Empty(Letters(static sent => sent));

    [Fact]
    public void A_lost_letter_is_found() => Assert.Contains(Letters(static sent => sent.RemoveAt(0)), static found => found.StartsWith("ada: the letter of 3 to 5 was not sent", StringComparison.Ordinal));

    [Fact]
    public void A_letter_under_another_id_is_found() =>
        Assert.Contains(Letters(static sent => sent.Add(sent[0] with { Id = "x" })), static found => found.StartsWith("ada: x is no letter that is due", StringComparison.Ordinal));

    [Fact]
    public void A_letter_that_was_sent_more_often_than_begun_is_found() =>
        Assert.Equal(["ada: the letter of 5 to 9 was sent 2 times, and begun 1 times"], Letters(static sent => sent.Add(sent[1])));

    [Fact]
    public void A_letter_that_was_begun_again_may_come_again_under_its_id() => Assert.Empty(Letters(static sent => sent.Add(sent[0])));

    [Fact]
    public void A_letter_without_one_of_its_lines_is_found() =>
        Assert.Equal(2, Letters(static sent => sent.SetItem(0, sent[0] with { Lines = [] })).Count);

    [Fact]
    public void What_stands_in_two_letters_or_in_none_is_found()
    {
        Assert.Contains("ada: answer 8 stands in 2 letters", Letters(static sent => sent, static due => due.SetItem(0, due[0] with { UpTo = 9 })));
        Assert.Contains("ada: mention 4 stands in 0 letters", Letters(static sent => sent, static due => due.RemoveAt(0)));
    }

    [Fact]
    public void A_stream_that_breaks_off_in_an_event_has_not_told_it()
    {
        using var stream = new MemoryStream("retry: 2000\n\nid: 4\nevent: answer-posted\ndata: {}\n\nid: 5\n\nid: 8\nevent: answer-posted\ndata: {}\n"u8.ToArray());
        var heard = SseReader.Read(stream, TestContext.Current.CancellationToken).ToBlockingEnumerable(TestContext.Current.CancellationToken);
        Assert.Equal([new Heard(4, "answer-posted", "{}"), new Heard(5, "", "")], heard);
    }

    [Fact]
    public void The_lines_of_a_letter_are_read_as_they_were_sent()
    {
        const string Message = "Subject: News for you on Skiller\r\nMessage-Id: <abc@localhost>\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
            + "Hello,\r\n\r\n- Bob answered =E2=80=9CA question about=\r\n tables=E2=80=9D\r\n  http://localhost/a/2?comment=3D3\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n--b--\r\n";
        var letter = CapturedLetter.Read("ada@mailbox.fr", Message);
        Assert.NotNull(letter);
        Assert.Equal("abc@localhost", letter.Id);
        Assert.Equal(["Bob answered “A question about tables” http://localhost/a/2?comment=3"], letter.Lines);
    }

    private static List<string> Events(Func<ImmutableArray<Heard>, ImmutableArray<Heard>> plant) =>
        [.. EventChecker.Differences(_due, new HeardByOne("c", new HashSet<string>(StringComparer.Ordinal) { "question:1" }, Ada, 3, plant(GoodEvents()), 1), Last)];

    private static List<string> Lists(Func<ImmutableArray<ShownNotice>, ImmutableArray<ShownNotice>> plant) =>
        [.. NoticeChecker.Differences("ada", _notices.Where(static notice => notice.Member == Ada), plant([new("mention/1/2/2026-03-01", 4, 1, 1), new("answer/1/0/2026-03-01", 8, 1, 1)]))];

    private static List<string> Letters(
        Func<ImmutableArray<CapturedLetter>, ImmutableArray<CapturedLetter>> plant, Func<ImmutableArray<DueLetter>, ImmutableArray<DueLetter>>? part = null)
    {
        var due = new DueLetters(_log, "http://localhost").Of(_ada, _notices);
        ImmutableArray<CapturedLetter> sent =
        [
            new("ada@mailbox.fr", "one", ["Bob mentioned you in “How is it?” http://localhost/a/2"]),
            new("ada@mailbox.fr", "two", ["Bob answered “How is it?” http://localhost/a/3"]),
        ];
        var attempts = new Dictionary<(string, long), int> { [("k:7", 1)] = 2, [("k:7", 2)] = 1 };
        return [.. LetterChecker.Differences(_ada, _notices, part is null ? due : part(due), plant(sent), attempts)];
    }

    private static ImmutableArray<Heard> GoodEvents() =>
    [
        new(4, "answer-posted", """{"question":"1","answer":"2","member":"8","notification":"mention"}"""),
        new(5, "post-voted", """{"question":"1","notification":"points","score":1}"""),
        new(6, "post-voted", """{"question":"1","notification":"points","score":0}"""),
        new(8, "answer-posted", """{"question":"1","answer":"3","member":"8","notification":"answer"}"""),
        new(9, "answer-accepted", """{"question":"1","answer":"2","member":"7"}"""),
        new(12, "", ""),
    ];

    private static ImmutableArray<LoggedFact> Log() =>
    [
        Fact(1, "m:7", 1, "member-registered", null, """{"handle":"ada","name":"Ada"}"""),
        Fact(2, "m:8", 1, "member-registered", null, """{"handle":"bob","name":"Bob"}"""),
        Fact(3, "q:1", 1, "question-asked", Ada, """{"author":7,"skills":["sql"],"title":"How is it?","body":"Well?"}"""),
        Fact(4, "q:1", 2, "answer-posted", Bob, """{"answer":2,"author":8,"skills":["sql"],"body":"So, @ada."}"""),
        Fact(5, "q:1", 3, "post-voted", Bob, """{"author":7,"voter":8,"value":1,"previous":0,"skills":["sql"]}"""),
        Fact(6, "q:1", 4, "post-voted", Bob, """{"author":7,"voter":8,"value":0,"previous":1,"skills":["sql"]}"""),
        Fact(7, "k:7", 1, "letter-due", null, """{"from":3,"upTo":5}"""),
        Fact(8, "q:1", 5, "answer-posted", Bob, """{"answer":3,"author":8,"skills":["sql"],"body":"Or so."}"""),
        Fact(9, "q:1", 6, "answer-accepted", Ada, """{"answer":2,"author":8,"by":7,"skills":["sql"]}"""),
        Fact(10, "q:2", 1, "question-asked", Bob, """{"author":8,"skills":[],"title":"And now?","body":"Well, @bob?"}"""),
        Fact(11, "k:7", 2, "letter-due", null, """{"from":5,"upTo":9}"""),
        Fact(12, "q:2", 2, "post-voted", Ada, """{"author":8,"voter":7,"value":1,"previous":0,"skills":[]}"""),
    ];

    private static LoggedFact Fact(long position, string stream, long version, string kind, long? actor, string payload) =>
        new(new LogLine(position, stream, version, kind, payload, _at) { Actor = actor });
}
