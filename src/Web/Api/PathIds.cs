using System.Globalization;
using Skiller.Contracts;
using Skiller.Contracts.Members;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Skills;
using Skiller.Web.Problems;

namespace Skiller.Web.Api;

/// <summary>What stands in paths: an id or handle that cannot be is not there (404), a slug that cannot be is at fault (400; API.md).</summary>
internal static class PathIds
{
    private const int MaxDigits = 18;

    public static QuestionId Question(string text) => new(Number(text));

    public static AnswerId Answer(string text) => new(Number(text));

    public static CommentId Comment(string text) => new(Number(text));

    public static PostRef Post(string? answerId) => answerId is null ? PostRef.Question : new PostRef(Answer(answerId));

    public static Handle MemberHandle(string text) =>
        Contracts.Members.Handle.TryParse(text, out var handle) ? handle : throw new RequestRefusedException(RefusalCode.NotFound);

    /// <summary>Routing leaves <c>%2F</c> encoded; a slug has none, so it is a fault either way.</summary>
    public static SkillSlug Skill(string text) => SkillSlug.TryParse(text, out var slug)
        ? slug
        : throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("slug", "not-a-skill")));

    /// <summary>1 to 18 decimal digits without sign or leading zero.</summary>
    public static bool TryParse(string text, out long id)
    {
        id = 0;
        return text.Length is >= 1 and <= MaxDigits
            && text[0] is >= '1' and <= '9'
            && text.All(char.IsAsciiDigit)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }

    private static long Number(string text) => TryParse(text, out var id) ? id : throw new RequestRefusedException(RefusalCode.NotFound);
}
