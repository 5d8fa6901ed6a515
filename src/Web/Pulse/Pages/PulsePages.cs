using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Routing;
using Skiller.Contracts.Pulse;
using Skiller.Web.Api;
using Skiller.Web.Site;
using Skiller.Web.Site.Remembered;

namespace Skiller.Web.Pulse.Pages;

/// <summary>How the site is doing, for people.</summary>
internal static class PulsePages
{
    private const string Path = "/pulse";

    public static void MapPulsePages(this IEndpointRouteBuilder pages) => pages.MapGet(Path, Show).WithMetadata(RememberedForVisitors.It);

    private static async Task<IResult> Show(ApiCall call, Words words, TimeProvider clock, string? by, string? from, string? to)
    {
        var report = await call.Report(by, from, to);
        var isLast = report.To >= DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var days = report.To.DayNumber - report.From.DayNumber + 1;
        return PageAnswer.Of<PulsePage>(new PulseModel(
            report,
            ChartsOf(report, words),
            Query(report.By, report.From, report.To),
            report.From.DayNumber > days ? Path + Query(report.By, report.From.AddDays(-days), report.From.AddDays(-1)) : null,
            isLast ? null : Path + Query(report.By, report.To.AddDays(1), report.To.AddDays(days))));
    }

    private static string Query(PulsePeriod by, DateOnly from, DateOnly to) => PageAddress.Of(
        "", ("by", Kebab.Of(by)), ("from", from.ToString("O", CultureInfo.InvariantCulture)), ("to", to.ToString("O", CultureInfo.InvariantCulture)));

    private static ImmutableArray<PulseChart> ChartsOf(PulseReport report, Words words)
    {
        var periods = report.Points.Select(point => PulseWords.Period(words, report.By, point.From)).ToImmutableArray();
        ImmutableArray<PulseChart> growth =
        [
            Numbers("growth", Each(static point => point.Members)),
            Numbers("joined", Each(static point => point.Joined)),
        ];
        return report.Whole is null ? growth :
        [
            .. growth,
            Numbers("posts", Of(static figures => figures.Questions), Of(static figures => figures.Answers)),
            PulseChart.Of("answered", periods, share => PulseWords.Share(words, share), Of(PulseShapes.Share)),
            PulseChart.Of(
                "waits",
                periods,
                seconds => PulseWords.Duration(words, TimeSpan.FromSeconds(seconds)),
                Of(static figures => figures.MedianWait?.TotalSeconds),
                Of(static figures => figures.LongWait?.TotalSeconds)),
            Numbers("views", Of(static figures => figures.Views), Of(static figures => figures.Visits)),
            Numbers("sessions", Of(static figures => figures.Sessions)),
            Numbers("invitations", Of(static figures => figures.InvitationsMade), Of(static figures => figures.InvitationsUsed)),
        ];

        ImmutableArray<double?> Each(Func<PulsePoint, double?> value) => [.. report.Points.Select(value)];

        ImmutableArray<double?> Of(Func<PulseFigures, double?> value) => Each(point => point.Figures is { } figures ? value(figures) : null);

        PulseChart Numbers(string name, params ImmutableArray<ImmutableArray<double?>> series) =>
            PulseChart.Of(name, periods, value => words.Number((long)value), series);
    }
}

/// <summary>The pulse as a page shows it.</summary>
/// <param name="Report">The figures.</param>
/// <param name="Charts">What they look like.</param>
/// <param name="Query">The query of the same figures elsewhere.</param>
/// <param name="Earlier">The path of the time before, null: there was none.</param>
/// <param name="Later">The path of the time after, null: it is to come.</param>
public sealed record PulseModel(PulseReport Report, ImmutableArray<PulseChart> Charts, string Query, string? Earlier, string? Later);
