using System.Net;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Faults.Harness;

/// <summary>A visitor who looks at pages, one after the other, and notes each that does not come.</summary>
internal sealed class PageReader(Uri site, World world, History history, Random random)
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    public async Task Run(CancellationToken over)
    {
        using var http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(2) }) { BaseAddress = site, Timeout = _patience };
        while (!over.IsCancellationRequested)
        {
            await Look(http, over);
            await Task.Delay(FaultScale.ReaderPause * random.NextDouble(), over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Look(HttpClient http, CancellationToken over)
    {
        var path = Path();
        var begun = TimeProvider.System.GetTimestamp();
        HttpStatusCode? status = null;
        var why = "";
        try
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), over);
            status = answer.StatusCode;
            await answer.Content.ReadAsByteArrayAsync(over);
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            (status, why) = (null, (gone.InnerException ?? gone).Message);
        }

        if (over.IsCancellationRequested)
        {
            return;
        }

        var took = TimeProvider.System.GetElapsedTime(begun);
        history.Spend(took);
        if (status is not HttpStatusCode.OK)
        {
            history.Disturb(HttpMethod.Get, path, status, took, why);
        }
    }

    private string Path() => random.Next(4) switch
    {
        0 => "/questions",
        1 => "/",
        2 when Pick(world.Members.Keys) is { } member => $"/members/{member}",
        _ when Pick(world.Questions.Keys) is { } question => $"/questions/{question}",
        _ => "/skills",
    };

    private string? Pick(IEnumerable<string> things)
    {
        var all = things.ToArray();
        return all.Length == 0 ? null : all[random.Next(all.Length)];
    }
}
