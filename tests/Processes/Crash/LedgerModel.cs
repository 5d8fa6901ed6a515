using System.Text.Json;

namespace Skiller.Tests.Processes.Crash;

/// <summary>The rules of reputation of DESIGN.md part 5 for votes and acceptances, written down a second time, over the rows of the log.</summary>
internal static class LedgerModel
{
    private const int Cap = 200;

    public static Dictionary<long, List<Entry>> Fold(IEnumerable<LogLine> log)
    {
        var ledgers = new Dictionary<long, List<Entry>>();
        foreach (var line in log)
        {
            var json = JsonDocument.Parse(line.Payload).RootElement;
            switch (line.Kind)
            {
                case "post-voted":
                    Voted(ledgers, line, json);
                    break;
                case "answer-accepted":
                    Accepted(ledgers, line, json);
                    break;
                case "acceptance-withdrawn":
                    foreach (var member in Members(json, "author", "by"))
                    {
                        Reverse(ledgers, line, member, $"{line.Stream}@{json.GetProperty("acceptedVersion").GetInt64()}");
                    }

                    break;
                case "post-deleted":
                case "post-undeleted":
                case "deletion-reached":
                case "undeletion-reached":
                    throw new InvalidOperationException("The writers of a crash run delete nothing.");
            }
        }

        return ledgers;
    }

    private static void Voted(Dictionary<long, List<Entry>> ledgers, LogLine line, JsonElement json)
    {
        var isAnswer = json.GetProperty("post").ValueKind == JsonValueKind.Number;
        var author = Number(json, "author");
        var voter = json.GetProperty("voter").GetInt64();
        var (value, previous) = (json.GetProperty("value").GetInt32(), json.GetProperty("previous").GetInt32());
        var origin = $"{line.Stream}@{json.GetProperty("previousVersion").GetInt64()}";
        if (author is { } to)
        {
            if (previous != 0)
            {
                Reverse(ledgers, line, to, origin);
            }

            if (value > 0)
            {
                Give(ledgers, line, to, isAnswer ? 10 : 5, capped: true);
            }
            else if (value < 0)
            {
                Give(ledgers, line, to, -2, capped: false);
            }
        }

        if (isAnswer && previous < 0)
        {
            Reverse(ledgers, line, voter, origin);
        }

        if (isAnswer && value < 0)
        {
            Give(ledgers, line, voter, -1, capped: false);
        }
    }

    private static void Accepted(Dictionary<long, List<Entry>> ledgers, LogLine line, JsonElement json)
    {
        var (author, by) = (Number(json, "author"), Number(json, "by"));
        if (author == by)
        {
            return;
        }

        if (author is { } a)
        {
            Give(ledgers, line, a, 15, capped: false);
        }

        if (by is { } b)
        {
            Give(ledgers, line, b, 2, capped: false);
        }
    }

    private static void Give(Dictionary<long, List<Entry>> ledgers, LogLine line, long member, int points, bool capped)
    {
        var ledger = Of(ledgers, member);
        var day = DateOnly.FromDateTime(line.At.UtcDateTime);
        var used = ledger.Where(e => e.CapDay == day).Sum(e => e.Points);
        var given = capped ? Math.Clamp(Cap - used, 0, points) : points;
        ledger.Add(new Entry(line.Position, given, $"{line.Stream}@{line.Version}", capped ? day : null));
    }

    private static void Reverse(Dictionary<long, List<Entry>> ledgers, LogLine line, long member, string origin)
    {
        var ledger = Of(ledgers, member);
        var first = ledger.Find(e => e.Origin == origin);
        var open = ledger.Where(e => e.Origin == origin).Sum(e => e.Points);
        if (first is not null && open != 0)
        {
            ledger.Add(new Entry(line.Position, -open, origin, first.CapDay));
        }
    }

    private static List<Entry> Of(Dictionary<long, List<Entry>> ledgers, long member)
    {
        if (!ledgers.TryGetValue(member, out var ledger))
        {
            ledgers[member] = ledger = [];
        }

        return ledger;
    }

    private static IEnumerable<long> Members(JsonElement json, params string[] names) =>
        names.Select(n => Number(json, n)).OfType<long>().Distinct();

    private static long? Number(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : null;

    internal sealed record Entry(long Position, int Points, string Origin, DateOnly? CapDay);
}
