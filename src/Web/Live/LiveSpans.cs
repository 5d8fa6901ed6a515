using System.Diagnostics;
using Skiller.Contracts.Live;
using Skiller.Contracts.Operations;

namespace Skiller.Web.Live;

/// <summary>The last spans of an act: its publication by a front, from when the front has heard of it until it is in the queues of all who listen.</summary>
internal static class LiveSpans
{
    private static readonly ActivitySource _source = new(TelemetryNames.Source);

    /// <summary>Begins a span for each traced event; none: null.</summary>
    public static IReadOnlyList<Activity>? Begin(LivePage page)
    {
        if (!_source.HasListeners())
        {
            return null;
        }

        List<Activity>? spans = null;
        foreach (var happened in page.Events)
        {
            if (happened.Trace is { } trace && ActivityContext.TryParse(trace, null, isRemote: true, out var parent)
                && _source.StartActivity("live.publish", ActivityKind.Consumer, parent) is { } span)
            {
                // What the front asks the cluster meanwhile is for all events together.
                Activity.Current = null;
                span.SetTag("skiller.position", happened.Position).SetTag("skiller.kind", happened.Kind);
                (spans ??= []).Add(span);
            }
        }

        return spans;
    }

    /// <summary>Ends them.</summary>
    public static void End(IReadOnlyList<Activity>? spans)
    {
        foreach (var span in spans ?? [])
        {
            span.Dispose();
        }
    }
}
