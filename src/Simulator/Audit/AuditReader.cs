using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Skiller.Simulator.Growing;
using Skiller.Simulator.Target;

namespace Skiller.Simulator.Audit;

/// <summary>Reads the target as an auditor does: through the API alone, and looks in every answer for what is nobody's but another's.</summary>
internal sealed class AuditReader(TargetApi api, Sessions sessions, SecretWatch secrets, FindingBook book)
{
    private long _requests;

    public long Requests => Interlocked.Read(ref _requests);

    /// <summary>Reads something; null when it is not there.</summary>
    /// <param name="path">Below the API's base.</param>
    /// <param name="reader">By which member; null: by nobody.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<JsonNode?> Read(string path, string? reader, CancellationToken ct)
    {
        Interlocked.Increment(ref _requests);
        var reply = await Patience.Ask(
            () => reader is null ? api.Get(path, null, ct) : sessions.Send(SecretWatch.EmailOf(reader), token => api.Get(path, token, ct), ct), ct);
        secrets.Look(reply.Text, reader, path, book);
        if (!reply.IsSuccess && reply.Status is not (404 or 410))
        {
            book.Add(new Finding(Rules.Answering, path, "200", $"{reply.Status} {reply.Code}"));
        }

        return reply.IsSuccess ? reply.Json : null;
    }

    /// <summary>All items of a list.</summary>
    public async Task<List<JsonNode>> All(string path, string? reader, CancellationToken ct, string? cursor = null)
    {
        var items = new List<JsonNode>();
        do
        {
            var sign = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
            var at = cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";
            var page = await Read($"{path}{sign}limit=100{at}", reader, ct);
            items.AddRange((page?["items"]?.AsArray() ?? []).OfType<JsonNode>());
            cursor = page?["next"]?.GetValue<string>();
        }
        while (cursor is not null);
        return items;
    }
}

/// <summary>Knows what is private to each member of the simulation: addresses, the password, drafts.</summary>
internal sealed partial class SecretWatch(IReadOnlyDictionary<string, string> drafts, string password)
{
    private const string Domain = "@skiller-sim.example";

    public static string EmailOf(string handle) => handle + Domain;

    /// <summary>Notes what of somebody else stands in an answer to a reader.</summary>
    public void Look(string text, string? reader, string path, FindingBook book)
    {
        var looked = new Findings();
        var foreign = text.Contains(password, StringComparison.Ordinal) ? "the password" : null;
        foreach (Match found in Address().Matches(text))
        {
            foreign ??= found.Groups["handle"].Value == reader ? null : found.Value;
        }

        foreach (Match found in DraftWord().Matches(text))
        {
            foreign ??= drafts.TryGetValue(found.Value, out var owner) && owner == reader ? null : found.Value;
        }

        looked.Expect(foreign is null, Rules.Privacy, $"GET {path} for {reader ?? "a visitor"}", "nothing private of others", foreign);
        book.Add(looked);
    }

    [GeneratedRegex(@"(?<handle>[a-z0-9-]{3,30})@skiller-sim\.example", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Address();

    [GeneratedRegex("drafts[0-9]+q[0-9]+dx[0-9a-f]{8}", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DraftWord();
}
