using System.Collections.Immutable;
using System.Globalization;
using Skiller.Contracts.Live;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Live;

/// <summary>
/// What a client wants to hear of: <c>question:12</c>, <c>skill:sql</c>, <c>questions</c> (new ones), <c>notifications</c>. A page that shows a
/// question as it was at some version of its stream says so, <c>question:12@40</c>, and misses nothing from there on.
/// </summary>
/// <param name="Names">The topics without versions, each once.</param>
/// <param name="Shown">The questions that the client shows, with the version that it has.</param>
/// <param name="WithNotifications">Whether the member's own notifications are wanted.</param>
internal sealed record LiveTopics(ImmutableArray<string> Names, ImmutableArray<(QuestionId Question, long Version)> Shown, bool WithNotifications)
{
    private const int Most = 20;
    private const string NewQuestions = "questions";
    private const string QuestionPrefix = "question:";
    private const string SkillPrefix = "skill:";

    /// <exception cref="RequestRefusedException">A topic that there cannot be, none at all, or more than 20.</exception>
    public static LiveTopics Parse(string? text)
    {
        var parts = (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length is 0 or > Most)
        {
            throw ListQuery.Fault("topics", "too-many-topics", Most);
        }

        var names = new List<string>();
        var shown = new List<(QuestionId, long)>();
        var withNotifications = false;
        foreach (var part in parts)
        {
            if (part == "notifications")
            {
                withNotifications = true;
            }
            else if (part == NewQuestions)
            {
                names.Add(NewQuestions);
            }
            else if (part.StartsWith(QuestionPrefix, StringComparison.Ordinal))
            {
                names.Add(QuestionOf(part[QuestionPrefix.Length..], shown));
            }
            else if (part.StartsWith(SkillPrefix, StringComparison.Ordinal) && SkillSlug.TryParse(part[SkillPrefix.Length..], out var skill))
            {
                names.Add(Of(skill));
            }
            else
            {
                throw Unknown();
            }
        }

        return new LiveTopics([.. names.Distinct(StringComparer.Ordinal)], [.. shown], withNotifications);
    }

    /// <summary>The topics that an event belongs to.</summary>
    public static IEnumerable<string> Of(LiveEvent happened)
    {
        yield return Of(happened.Question);
        foreach (var skill in happened.Skills)
        {
            yield return Of(skill);
        }

        if (happened.Kind == "question-asked")
        {
            yield return NewQuestions;
        }
    }

    /// <summary>The topic of what concerns one member alone; no client can name it.</summary>
    public static string Of(MemberId member) => string.Create(CultureInfo.InvariantCulture, $"member:{member.Value}");

    private static string Of(QuestionId question) => string.Create(CultureInfo.InvariantCulture, $"{QuestionPrefix}{question.Value}");

    private static string Of(SkillSlug skill) => SkillPrefix + skill.Value;

    private static string QuestionOf(string text, List<(QuestionId, long)> shown)
    {
        var (number, version) = text.Split('@', 2) switch
        {
            [var plain] => (plain, null),
            [var plain, var seen] => (plain, seen),
            _ => ("", null),
        };
        if (!PathIds.TryParse(number, out var id))
        {
            throw Unknown();
        }

        var question = new QuestionId(id);
        if (version is not null)
        {
            shown.Add(PathIds.TryParse(version, out var at) ? (question, at) : throw Unknown());
        }

        return Of(question);
    }

    private static RequestRefusedException Unknown() => ListQuery.Fault("topics", "unknown-topic");
}
