using System.Collections.Immutable;
using Skiller.Contracts.Skills;

namespace Skiller.Silo.Import;

/// <summary>Reads tags in both spellings of dumps: <c>&lt;a&gt;&lt;b&gt;</c> and <c>|a|b|</c>.</summary>
internal static class TagList
{
    private static readonly char[] _signs = ['<', '>', '|'];

    /// <summary>The tags that can be skills here, each once, and those that cannot.</summary>
    public static (ImmutableArray<SkillSlug> Skills, ImmutableArray<string> Unfit) Read(string tags)
    {
        var skills = ImmutableArray.CreateBuilder<SkillSlug>();
        var unfit = ImmutableArray.CreateBuilder<string>();
        foreach (var tag in tags.Split(_signs, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (!SkillSlug.TryParse(tag.ToLowerInvariant(), out var skill))
            {
                unfit.Add(tag);
            }
            else if (!skills.Contains(skill))
            {
                skills.Add(skill);
            }
        }

        return (skills.ToImmutable(), unfit.ToImmutable());
    }
}
