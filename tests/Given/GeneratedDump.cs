using System.Globalization;
using System.Text;
using System.Xml;

namespace Skiller.Tests.Given;

/// <summary>
/// A dump of a Stack Exchange site of any size, made of nothing but numbers: the same size gives the same bytes. A third of the posts are
/// questions; each question has two answers, of which one in two questions' first is accepted; each post has three votes, one comment and the
/// history of its text, every second one an edit; one question in twenty is closed.
/// </summary>
public static class GeneratedDump
{
    private const int PerQuestion = 3;
    private const string Words = "A text of ordinary length, as people write it about what they know how to do. ";
    private static readonly DateTime _began = new(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Writes the files of a dump of so many posts, rounded down to whole questions.</summary>
    public static void Write(string folder, int posts)
    {
        var questions = posts / PerQuestion;
        var users = Math.Max(3, posts / 5);
        Write(folder, "Users", Enumerable.Range(1, users), static (row, user) => row.Of(
            ("Id", user), ("DisplayName", $"Member {user}"), ("CreationDate", At(user)), ("AboutMe", "<p>I mend <em>things</em>.</p>")));
        Write(folder, "Posts", Enumerable.Range(0, questions * PerQuestion), (row, n) => Post(row, n, users));
        Write(folder, "PostHistory", Enumerable.Range(0, questions * PerQuestion).SelectMany(static n => History(n)), (row, part) => row.Of(
            ("Id", part.Id), ("PostHistoryTypeId", part.Type), ("PostId", part.Post + 1), ("RevisionGUID", $"g{part.Group}"),
            ("CreationDate", At(part.Post, part.Type < 4 ? 0 : 50)), ("UserId", 1 + (part.Post % users)), ("Text", part.Text)));
        Write(folder, "Comments", Enumerable.Range(0, questions * PerQuestion), (row, n) => row.Of(
            ("Id", n + 1), ("PostId", n + 1), ("Text", $"A remark about post {n + 1}."), ("CreationDate", At(n, 60)), ("UserId", 1 + ((n + 2) % users))));
        Write(folder, "Votes", Enumerable.Range(0, questions * PerQuestion).SelectMany(static n => Votes(n)), static (row, vote) => row.Of(
            ("Id", vote.Id), ("PostId", vote.Post), ("VoteTypeId", vote.Type), ("CreationDate", At(vote.Post - 1, 24 * 60))));
    }

    private static void Post(XmlWriter row, int n, int users)
    {
        var question = n / PerQuestion * PerQuestion;
        (string, object?)[] both =
        [
            ("Id", n + 1), ("CreationDate", At(n)), ("Score", Ups(n) - (3 - Ups(n))), ("Body", $"<p>{Text(n)}</p>"), ("OwnerUserId", 1 + (n % users)),
        ];
        row.Of(n == question
            ? [
                .. both, ("PostTypeId", 1), ("Title", $"How is thing number {n + 1} mended?"), ("Tags", $"<mending><thing-{n % 50}>"), ("ViewCount", n),
                ("AnswerCount", PerQuestion - 1), ("AcceptedAnswerId", IsAnswered(n) ? n + 2 : null), ("ClosedDate", IsClosed(n) ? At(n, 3_000) : null),
              ]
            : [.. both, ("PostTypeId", 2), ("ParentId", question + 1)]);
    }

    private static IEnumerable<(int Id, int Type, int Post, int Group, string Text)> History(int n)
    {
        var isQuestion = n % PerQuestion == 0;
        if (isQuestion)
        {
            yield return (n * 4, 1, n, n * 2, $"How is thing number {n + 1} mended?");
            yield return ((n * 4) + 1, 3, n, n * 2, $"<mending><thing-{n % 50}>");
        }

        yield return ((n * 4) + 2, 2, n, n * 2, Text(n));
        if (n % 2 == 1)
        {
            yield return ((n * 4) + 3, 5, n, (n * 2) + 1, Text(n) + " And a word more.");
        }
    }

    private static IEnumerable<(int Id, int Type, int Post)> Votes(int n)
    {
        for (var i = 0; i < 3; i++)
        {
            yield return ((n * 4) + i, i < Ups(n) ? 2 : 3, n + 1);
        }

        if (n % PerQuestion == 1 && IsAnswered(n - 1))
        {
            yield return ((n * 4) + 3, 1, n + 1);
        }
    }

    private static int Ups(int n) => n % 7 == 0 ? 1 : 3;

    private static bool IsAnswered(int question) => question / PerQuestion % 2 == 0;

    private static bool IsClosed(int question) => question / PerQuestion % 20 == 0;

    // From 300 to some 3,000 characters.
    private static string Text(int n)
    {
        var text = new StringBuilder();
        for (var i = 0; i < 4 + (n * 7 % 35); i++)
        {
            text.Append(Words);
        }

        return text.Append(CultureInfo.InvariantCulture, $"Number {n + 1}.").ToString();
    }

    // A post a minute.
    private static string At(int n, int later = 0) =>
        _began.AddMinutes(n + later).ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);

    private static void Of(this XmlWriter row, params ReadOnlySpan<(string Name, object? Value)> attributes)
    {
        row.WriteStartElement("row");
        foreach (var (name, value) in attributes)
        {
            if (value is not null)
            {
                row.WriteAttributeString(name, Convert.ToString(value, CultureInfo.InvariantCulture));
            }
        }

        row.WriteEndElement();
    }

    private static void Write<T>(string folder, string file, IEnumerable<T> items, Action<XmlWriter, T> write)
    {
        using var xml = XmlWriter.Create(Path.Combine(folder, $"{file}.xml"));
        xml.WriteStartElement(file.ToLowerInvariant());
        foreach (var item in items)
        {
            write(xml, item);
        }

        xml.WriteEndElement();
    }
}
