using System.Globalization;
using System.Text;
using Skiller.Contracts.Pulse;

namespace Skiller.Web.Pulse;

/// <summary>The points of the pulse as a table for programs (RFC 4180): numbers and days alone, in the names of the JSON. What is not public or not known is empty.</summary>
internal static class PulseCsv
{
    public const string MediaType = "text/csv; charset=utf-8; header=present";

    private const string Names =
        "from,to,joined,members,sessions,visits,visitsAreAtLeast,views,questions,answers,answered,answeredShare,"
        + "firstAnswerMedianSeconds,firstAnswerP90Seconds,invitationsMade,invitationsUsed\r\n";

    public static byte[] Write(PulseReport report)
    {
        var text = new StringBuilder(Names);
        foreach (var point in PulseShapes.Of(report).Points)
        {
            var figures = point.Figures;
            object?[] cells =
            [
                point.From.ToString("O", CultureInfo.InvariantCulture),
                point.To.ToString("O", CultureInfo.InvariantCulture),
                point.Joined,
                point.Members,
                figures?.Sessions,
                figures?.Visits,
                figures?.VisitsAreAtLeast switch { null => null, true => "true", false => "false" },
                figures?.Views,
                figures?.Questions,
                figures?.Answers,
                figures?.Answered,
                figures?.AnsweredShare,
                figures?.FirstAnswerMedianSeconds,
                figures?.FirstAnswerP90Seconds,
                figures?.InvitationsMade,
                figures?.InvitationsUsed,
            ];
            text.AppendJoin(',', cells.Select(static cell => Convert.ToString(cell, CultureInfo.InvariantCulture))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
