using System.Collections.Immutable;
using System.Data.Common;
using Skiller.Contracts.Questions;
using Skiller.Contracts.Reputation;
using Skiller.Contracts.Skills;
using Skiller.Grains.Reputation;

namespace Skiller.Storage.Reputation;

/// <summary>Ledger entries as rows: no nulls, 0 for no answer and no day, skills in one text (a slug has no blank).</summary>
internal static class LedgerRows
{
    public static LedgerEntry Read(DbDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        row.GetString(2),
        row.GetString(3),
        new QuestionId(row.GetInt64(4)),
        row.GetInt64(5) is not 0 and var answer ? new AnswerId(answer) : null,
        row.GetInt32(6),
        row.GetInt32(7),
        row.GetInt32(8) is not 0 and var day ? DateOnly.FromDayNumber(day) : null,
        UnixMicroseconds.ToTime(row.GetInt64(9)),
        (ReputationReason)row.GetInt32(10),
        Skills(row.GetString(11)));

    public static (string Name, object Value)[] Parameters(long member, LedgerEntry entry) =>
    [
        ("member", member), ("position", entry.Position), ("ordinal", entry.Ordinal), ("cause", entry.Cause), ("origin", entry.Origin),
        ("question", entry.Question.Value), ("answer", entry.Answer?.Value ?? 0), ("points", entry.Points), ("cap_points", entry.CapPoints),
        ("cap_day", entry.CapDay?.DayNumber ?? 0), ("at", UnixMicroseconds.Of(entry.At)), ("reason", (int)entry.Reason), ("skills", Text(entry.Skills)),
    ];

    public static ImmutableArray<SkillSlug> Skills(string text) => text.Length == 0 ? [] : [.. text.Split(' ').Select(SkillSlug.Parse)];

    public static string Text(ImmutableArray<SkillSlug> skills) => string.Join(' ', skills.Select(static skill => skill.Value));
}
