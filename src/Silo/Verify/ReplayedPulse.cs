using System.Globalization;
using Skiller.Contracts.Questions;
using Skiller.Grains.Accounts;
using Skiller.Grains.Activity;
using Skiller.Grains.Invitations;
using Skiller.Grains.Members;
using Skiller.Grains.Questions;

namespace Skiller.Silo.Verify;

/// <summary>The figures of the pulse, recomputed from the facts in the plainest way: everything is kept, and counted at the end.</summary>
internal sealed class ReplayedPulse
{
    private static readonly string[] _columns = ["joined", "session", "asked", "answered", "made", "used"];
    private readonly List<(long Day, string What)> _happened = [];
    private readonly Dictionary<long, Asked> _questions = [];

    /// <summary>What moves with a day.</summary>
    public static string SubjectOf(long day) => string.Create(CultureInfo.InvariantCulture, $"{ActivityRouting.PulseNamespace}/{day}");

    /// <summary>Takes in a fact; returns the days that it moves.</summary>
    public IEnumerable<string> Apply(Fact fact, Occurrence at)
    {
        switch (fact)
        {
            case MemberRegistered { Imported: false }:
                return Happen(at, "joined");
            case SessionOpened:
                return Happen(at, "session");
            case InvitationOpened:
                return Happen(at, "made");
            case InvitationAccepted:
                return Happen(at, "used");
            case QuestionAsked:
                _questions[Number(at)] = new Asked(at.At);
                return [SubjectOf(DayOf(at.At))];
            case AnswerPosted posted when _questions.TryGetValue(Number(at), out var answered):
                answered.Answers[posted.Answer.Value] = new Posted(at.At);
                return [SubjectOf(DayOf(at.At))];
            case PostDeleted deleted:
                return Show(Number(at), deleted.Post, isHidden: true);
            case PostUndeleted undeleted:
                return Show(Number(at), undeleted.Post, isHidden: false);
            default:
                return [];
        }
    }

    /// <summary>The rows that must be there.</summary>
    public IEnumerable<(string Kind, string Key, string Value)> Rows()
    {
        foreach (var (number, question) in _questions)
        {
            var (first, hidden) = (question.Answers.Values.Where(static answer => !answer.IsHidden).Select(static answer => (DateTimeOffset?)answer.At).Min(), question.IsHidden ? 1 : 0);
            var wait = first is { } at ? Math.Max(0, Microseconds(at) - Microseconds(question.At)) : -1;
            yield return ("pulse-question", Text($"{number}"), Text($"{Days(DayOf(question.At))}|{Microseconds(question.At)}|{wait}|{hidden}"));
            foreach (var (answer, posted) in question.Answers)
            {
                yield return ("pulse-answer", Text($"{number}/{answer}"), Text($"{DayOf(posted.At)}|{Microseconds(posted.At)}|{(posted.IsHidden ? 1 : 0)}"));
            }
        }

        var shown = _questions.Values.Where(static question => !question.IsHidden).ToList();
        var all = _happened
            .Concat(shown.Select(static question => (DayOf(question.At), "asked")))
            .Concat(shown.SelectMany(static question => question.Answers.Values).Where(static answer => !answer.IsHidden).Select(static answer => (DayOf(answer.At), "answered")));
        foreach (var day in all.GroupBy(static one => one.Item1))
        {
            var of = day.CountBy(static one => one.Item2).ToDictionary();
            yield return (
                "pulse-day",
                Text($"{day.Key}"),
                $"{string.Join('|', Days(day.Key).Split('|').Skip(1))}|{string.Join('|', _columns.Select(what => of.GetValueOrDefault(what)))}");
        }
    }

    private IEnumerable<string> Happen(Occurrence at, string what)
    {
        _happened.Add((DayOf(at.At), what));
        return [SubjectOf(DayOf(at.At))];
    }

    private IEnumerable<string> Show(long number, PostRef post, bool isHidden)
    {
        // Of a log that has lost something it says so elsewhere.
        if (!_questions.TryGetValue(number, out var question))
        {
            return [];
        }

        if (post.Answer is { } answer)
        {
            if (!question.Answers.TryGetValue(answer.Value, out var posted))
            {
                return [];
            }

            posted.IsHidden = isHidden;
            return [SubjectOf(DayOf(posted.At))];
        }

        question.IsHidden = isHidden;
        return [SubjectOf(DayOf(question.At)), .. question.Answers.Values.Select(static shown => SubjectOf(DayOf(shown.At)))];
    }

    private static string Days(long number)
    {
        var day = DateTimeOffset.UnixEpoch.AddDays(number);
        var monday = day;
        while (monday.DayOfWeek != DayOfWeek.Monday)
        {
            monday = monday.AddDays(-1);
        }

        return Text($"{number}|{DayOf(monday)}|{DayOf(day.AddDays(1 - day.Day))}");
    }

    private static long DayOf(DateTimeOffset at) => (long)Math.Floor((at - DateTimeOffset.UnixEpoch).TotalDays);

    private static long Microseconds(DateTimeOffset at) => (at.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    private static long Number(Occurrence at) => long.Parse(at.Stream.AsSpan(2), CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed class Asked(DateTimeOffset at)
    {
        public DateTimeOffset At => at;

        public Dictionary<long, Posted> Answers { get; } = [];

        public bool IsHidden { get; set; }
    }

    private sealed class Posted(DateTimeOffset at)
    {
        public DateTimeOffset At => at;

        public bool IsHidden { get; set; }
    }
}
