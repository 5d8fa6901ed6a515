using System.Text.Json;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Live;

/// <summary>Reads all of a member's notifications through the public API, but for points, which are their ledger's.</summary>
internal sealed class NoticeReading(Caller caller, Member member)
{
    public async Task<List<ShownNotice>> Read(CancellationToken ct)
    {
        var shown = new List<ShownNotice>();
        for (var cursor = ""; ;)
        {
            var page = (await caller.Get($"/api/v1/notifications?limit=100{cursor}", member.Token, ct)).Body;
            shown.AddRange(page.GetProperty("items").EnumerateArray().Where(static item => item.GetProperty("kind").GetString() != "points").Select(Shown));
            if (page.GetProperty("next").GetString() is not { } next)
            {
                return shown;
            }

            cursor = $"&cursor={next}";
        }
    }

    private static ShownNotice Shown(JsonElement item)
    {
        var kind = item.GetProperty("kind").GetString();
        var question = item.TryGetProperty("question", out var about) ? about.GetProperty("id").GetString() : "0";

        // All answers to a question are one item; its answer is the newest.
        var answer = kind != "answer" && item.TryGetProperty("answerId", out var id) ? id.GetString() : "0";
        return new ShownNotice(
            $"{kind}/{question}/{answer}/{item.GetProperty("at").GetDateTimeOffset().UtcDateTime:yyyy-MM-dd}",
            item.GetProperty("position").GetInt64(),
            item.GetProperty("count").GetInt32(),
            item.GetProperty("people").GetInt32());
    }
}
