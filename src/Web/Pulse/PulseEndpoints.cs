using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts;
using Skiller.Contracts.Pulse;
using Skiller.Web.Api;
using Skiller.Web.Problems;

namespace Skiller.Web.Pulse;

/// <summary>How the site is doing, for programs.</summary>
internal static class PulseEndpoints
{
    private const string Form = "yyyy-MM-dd";

    public static void MapPulse(this IEndpointRouteBuilder api) =>
        api.MapGet("/pulse", Get)
            .Query("getPulse", "How the site is doing, by day, week or month (UTC), as far as administrators made it public: at most 400 points. The same as CSV: /pulse.csv.").Gives<PulseJson>()
            .Refuses(RefusalCode.NotAllowed);

    public static void MapPulseTable(this IEndpointRouteBuilder pages) => pages.MapGet("/pulse.csv", Table);

    /// <summary>The pulse that a query asks for, as its reader may see it.</summary>
    public static async Task<PulseReport> Report(this ApiCall call, string? by, string? from, string? to)
    {
        var (period, first, last) = (PeriodOf(by), DayOf("from", from), DayOf("to", to));
        var reader = await call.Viewer();
        return await call.Read((grains, ct) => grains.Pulse().Report(new PulseQuery(reader, period, first, last), ct));
    }

    private static async Task<IResult> Get(ApiCall call, string? by, string? from, string? to) =>
        Answers.Ok(PulseShapes.Of(await call.Report(by, from, to)), WebJson.Writing.PulseJson);

    private static async Task<IResult> Table(ApiCall call, string? by, string? from, string? to) =>
        TypedResults.Bytes(PulseCsv.Write(await call.Report(by, from, to)), PulseCsv.MediaType);

    private static PulsePeriod PeriodOf(string? text) => text switch
    {
        null or "day" => PulsePeriod.Day,
        "week" => PulsePeriod.Week,
        "month" => PulsePeriod.Month,
        _ => throw new RequestRefusedException(Refusal.Invalid(FieldError.Of("by", "not-one-of", "day, week, month"))),
    };

    private static DateOnly? DayOf(string field, string? text) => text is null ? null
        : DateOnly.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw ListQuery.Fault(field, "not-a-day");
}
