using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Reputation;
using Skiller.Web.Api;

namespace Skiller.Web.Members;

/// <summary>The public ledger of a member's reputation.</summary>
internal static class LedgerEndpoints
{
    public static void MapLedgers(this IEndpointRouteBuilder api) =>
        api.MapGet("/members/{handle}/reputation", Get)
            .Query("getLedger", "What gave a member their reputation, newest first.").Lists<LedgerEntryJson>()
            .Refuses(RefusalCode.NotFound);

    private static async Task<IResult> Get(string handle, ApiCall call, string? skill, string? cursor, string? limit)
    {
        var wanted = PathIds.MemberHandle(handle);
        var slug = ListQuery.Skill(skill);
        var part = ListQuery.Page(cursor, limit);
        var member = await call.MemberOf(wanted);
        var page = await call.Read((grains, ct) => grains.Standing(member).Ledger(slug, part, ct));
        return Answers.Ok(new ListJson<LedgerEntryJson>([.. page.Items.Select(Shape)], page.Next), WebJson.Writing.ListJsonLedgerEntryJson);
    }

    public static LedgerEntryJson Shape(LedgerEntryView entry) => new(
        entry.At,
        entry.Points,
        Kebab.Of(entry.Reason),
        [.. entry.Skills.Select(s => s.Value)],
        entry.Question.ToString(),
        entry.Answer?.ToString(),
        entry.Position);
}

/// <summary>One entry of a ledger; <c>question</c> and <c>answerId</c> are ids.</summary>
public sealed record LedgerEntryJson(
    DateTimeOffset At,
    int Points,
    string Reason,
    IReadOnlyList<string> Skills,
    string Question,
    string? AnswerId,
    long Position);
