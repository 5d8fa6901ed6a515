using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Skiller.Silo.Configuration;

namespace Skiller.Silo.Commands;

/// <summary>
/// <c>skiller probe</c>: asks the node on this machine that has these settings how it is, for supervisors that can only start a program, as in an image that holds no
/// other. It opens neither database nor data folder.
/// </summary>
internal static class ProbeCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static Command Create()
    {
        var question = new Argument<string>("question")
        {
            Description = "live: the process moves; ready: users may be sent to it; write: it takes acts.",
            DefaultValueFactory = static _ => "ready",
        };
        question.AcceptOnlyFromAmong("live", "ready", "write");
        var json = JsonOption.Of();
        var command = new Command("probe", "Asks the operations address of a running node; exit code 0: yes, 1: no, or nobody answers.") { question, json };
        command.SetAction(CommandLine.WithSettings((settings, parsed, ct) => Run(settings, parsed.GetRequiredValue(question), parsed.GetValue(json), ct)));
        return command;
    }

    private static async Task<ExitCode> Run(Settings settings, string question, bool asJson, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new Uri(new Uri(PublicUrls.Reachable(settings.OperationsUrl.AbsoluteUri)), $"/health/{question}"), ct);
            var said = (await answer.Content.ReadAsStringAsync(ct)).TrimEnd();
            Console.WriteLine(asJson ? JsonSerializer.Serialize(new ProbeReport(answer.IsSuccessStatusCode, said), ProbeJson.Default.ProbeReport) : said);
            return answer.IsSuccessStatusCode ? ExitCode.Done : ExitCode.Failed;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Nobody answers at {settings.OperationsUrl}.");
            return ExitCode.Failed;
        }
    }
}

/// <summary>What <c>skiller probe</c> tells.</summary>
/// <param name="IsYes">What the exit code says.</param>
/// <param name="Said">The node's own word for how it is.</param>
internal sealed record ProbeReport(bool IsYes, string Said);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProbeReport))]
internal sealed partial class ProbeJson : JsonSerializerContext;
