using System.Collections.Immutable;
using Skiller.Simulator.Chance;

namespace Skiller.Simulator.Shapes;

/// <summary>
/// How people use such a site. Medians over five real public Q&amp;A communities (834 to 3,461 registered users each, 2010 to 2023), derived statistics
/// only, unless a value names another source. Times are those of people, not compressed.
/// </summary>
internal static class WorkloadShape
{
    /// <summary>How many answers a question gets: 0, 1, … 5, and 6 to 14.</summary>
    public static ImmutableArray<double> AnswersPerQuestion { get; } = [0.088, 0.418, 0.254, 0.109, 0.052, 0.031, 0.022];

    /// <summary>The most answers of a question.</summary>
    public const int MostAnswers = 14;

    /// <summary>How many skills a question has: 1 to 5.</summary>
    public static ImmutableArray<double> SkillsPerQuestion { get; } = [0.247, 0.402, 0.252, 0.084, 0.016];

    /// <summary>Of the questions with an answer, those of which one is accepted.</summary>
    public const double AcceptedShare = 0.504;

    /// <summary>Of the votes, those that go up.</summary>
    public const double UpShare = 0.938;

    /// <summary>Of the posts, those that are edited.</summary>
    public const double EditedShare = 0.472;

    /// <summary>Page views to each write, votes included.</summary>
    public const double ViewsPerWrite = 7.6;

    /// <summary>Writes to each question: itself, 1.85 answers, 4.55 comments, 16.1 votes, and edits.</summary>
    public const double WritesPerQuestion = 25;

    /// <summary>What acts are, edits and what comes once in a while left out: by how many a question brings.</summary>
    public static ImmutableArray<(WriteKind Kind, double Share)> WriteMix { get; } = [(WriteKind.Vote, 16.1), (WriteKind.Comment, 4.55), (WriteKind.Answer, 1.85), (WriteKind.Ask, 1)];

    /// <summary>Of the members, those who ever ask.</summary>
    public const double AskingShare = 0.061;

    /// <summary>Of the members, those who ever answer.</summary>
    public const double AnsweringShare = 0.06;

    /// <summary>Of the members, those who ever comment.</summary>
    public const double CommentingShare = 0.088;

    /// <summary>Of the members, those who ever vote.</summary>
    public const double VotingShare = 0.213;

    /// <summary>Spread of activity among those who are active: a log-normal one of this sigma has the Gini coefficient 0.68 of answers among answerers.</summary>
    public const double ActivitySigma = 1.4;

    /// <summary>Skills are used by Zipf's law with this exponent.</summary>
    public const double SkillExponent = 1.0;

    /// <summary>Spread of questions' popularity: a log-normal one of this sigma has the Gini coefficient 0.6 of views.</summary>
    public const double PopularitySigma = 1.19;

    public static Quantiles VotesPerPost { get; } = new([(0, 0), (0.1, 1), (0.5, 4), (0.9, 10), (0.99, 21), (1, 37)], ByRatio: false);

    public static Quantiles CommentsPerPost { get; } =
        new([(0, 0), (0.25, 0), (0.5, 0.8), (0.75, 2), (0.9, 5), (0.95, 6), (0.99, 11), (1, 17)], ByRatio: false);

    public static Quantiles QuestionCharacters { get; } =
        new([(0, 60), (0.1, 187), (0.25, 320), (0.5, 640), (0.75, 1006), (0.9, 1441), (0.95, 2320), (0.99, 3672), (1, 4588)], ByRatio: true);

    public static Quantiles AnswerCharacters { get; } =
        new([(0, 60), (0.1, 263), (0.25, 434), (0.5, 679), (0.75, 1254), (0.9, 2070), (0.95, 2751), (0.99, 4482), (1, 10552)], ByRatio: true);

    public static Quantiles CommentCharacters { get; } =
        new([(0, 20), (0.1, 50), (0.25, 92), (0.5, 164), (0.75, 277), (0.9, 439), (0.95, 520), (0.99, 597), (1, 600)], ByRatio: true);

    public static Quantiles TitleCharacters { get; } =
        new([(0, 18), (0.1, 28), (0.25, 39), (0.5, 52), (0.75, 72), (0.9, 89), (0.95, 97), (0.99, 120), (1, 144)], ByRatio: true);

    /// <summary>Hours from a question to its first answer.</summary>
    public static Quantiles AnswerHours { get; } =
        new([(0, 0.03), (0.1, 0.19), (0.25, 0.64), (0.5, 2.69), (0.75, 10.44), (0.9, 54.19), (0.95, 130.88), (0.99, 1471), (1, 2925)], ByRatio: true);

    /// <summary>Activity by hour of the day (UTC) over its mean.</summary>
    public static ImmutableArray<double> HourCurve { get; } =
    [
        0.68, 0.64, 0.55, 0.6, 0.62, 0.68, 0.8, 0.84, 0.82, 0.87, 0.71, 0.81, 0.96, 1.13, 1.32, 1.42, 1.2, 1.35, 1.47, 1.33, 1.43, 1.61, 1.12, 1.03,
    ];

    /// <summary>Activity by day of the week over its mean, Monday first.</summary>
    public static ImmutableArray<double> WeekdayCurve { get; } = [0.94, 1.28, 1.33, 1.27, 1.01, 0.56, 0.6];

    /// <summary>
    /// What pages are loaded: lobste.rs' mix of reads (its administrator's figures of 12 March 2018, repository jonhoo/trawler, MIT or Apache-2.0) by what
    /// each is here: stories are questions, users members, comments the list of new questions, recent a skill.
    /// </summary>
    public static ImmutableArray<(PageKind Kind, double Share)> PageMix { get; } =
    [
        (PageKind.Question, 0.568), (PageKind.Front, 0.306), (PageKind.Member, 0.068), (PageKind.Newest, 0.048), (PageKind.Skill, 0.010),
    ];

    /// <summary>Pages of a session: 150,000 views in 30,000 sessions, as the paper about such a community has it.</summary>
    public const double PagesPerSession = 5;

    /// <summary>Seconds between two pages of a session: median; log-normal with sigma 1. An assumption: none of the sources has it.</summary>
    public const double ThinkSeconds = 20;

    /// <summary>Of the sessions, those of readers without an account. An assumption within "most of the traffic".</summary>
    public const double VisitorShare = 0.8;

    /// <summary>How busy an hour of the simulated time is over the mean; the time begins on a Monday at midnight (UTC).</summary>
    public static double Busyness(TimeSpan at) => HourCurve[at.Hours] * WeekdayCurve[(int)at.TotalDays % 7];
}

/// <summary>A kind of page.</summary>
internal enum PageKind
{
    Question,
    Front,
    Member,
    Newest,
    Skill,
}

/// <summary>A kind of act in a load.</summary>
internal enum WriteKind
{
    Vote,
    Comment,
    Answer,
    Ask,
}
