using System.Collections.Immutable;
using System.Globalization;

namespace Skiller.Silo.Demo;

/// <summary>
/// Reads the demo's questions: <c>=== question HANDLE LOCALE SKILL…</c> and a line with the title, <c>=== answer HANDLE [accepted]</c>,
/// <c>=== comment HANDLE</c> on the post above it; then perhaps who voted (<c>+ HANDLE…</c>, <c>- HANDLE…</c>); then the text.
/// </summary>
internal static class DemoScript
{
    private const string Mark = "=== ";

    public static ImmutableArray<DemoQuestion> Read(string file, string text)
    {
        var questions = ImmutableArray.CreateBuilder<DemoQuestion>();
        foreach (var part in $"\n{text.ReplaceLineEndings("\n")}".Split($"\n{Mark}", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = part.Split('\n');
            var words = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            switch (words)
            {
                case ["question", var by, var locale, .. var skills]:
                    questions.Add(new DemoQuestion(
                        string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(file)}-{questions.Count}"),
                        lines[1].TrimStart('#', ' '),
                        locale,
                        [.. skills],
                        Post(by, lines.AsSpan(2)),
                        []));
                    break;
                case ["answer", var by, .. var accepted]:
                    var asked = questions[^1];
                    questions[^1] = asked with { Answers = asked.Answers.Add(new DemoAnswer(Post(by, lines.AsSpan(1)), accepted is ["accepted"])) };
                    break;
                case ["comment", var by]:
                    questions[^1] = Commented(questions[^1], new DemoComment(by, Post(by, lines.AsSpan(1)).Body));
                    break;
                default:
                    throw new FormatException($"{file}: nobody knows what '{lines[0]}' means.");
            }
        }

        return questions.ToImmutable();
    }

    private static DemoQuestion Commented(DemoQuestion question, DemoComment comment)
    {
        if (question.Answers is [.., var last])
        {
            var answer = last with { Post = last.Post with { Comments = last.Post.Comments.Add(comment) } };
            return question with { Answers = question.Answers.SetItem(question.Answers.Length - 1, answer) };
        }

        return question with { Post = question.Post with { Comments = question.Post.Comments.Add(comment) } };
    }

    private static DemoPost Post(string by, ReadOnlySpan<string> lines)
    {
        var (up, down) = (Votes(ref lines, "+ "), Votes(ref lines, "- "));

        // The other order does too.
        up = up.AddRange(Votes(ref lines, "+ "));
        return new DemoPost(by, string.Join('\n', lines.ToArray()).Trim(), up, down, []);
    }

    private static ImmutableArray<string> Votes(ref ReadOnlySpan<string> lines, string sign)
    {
        if (lines.Length == 0 || !lines[0].StartsWith(sign, StringComparison.Ordinal))
        {
            return [];
        }

        var voters = lines[0][sign.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        lines = lines[1..];
        return [.. voters];
    }
}
