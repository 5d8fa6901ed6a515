using System.Diagnostics;
using Skiller.Contracts.Operations;
using Span = System.Diagnostics.Activity;

namespace Skiller.Grains.Activity;

/// <summary>The spans of what happens to an act after its caller was answered, or beside them. Costs nothing unless somebody listens, and little unless an act is traced.</summary>
internal static class ActSpans
{
    private static readonly ActivitySource _source = new(TelemetryNames.Source);

    /// <summary>Whether this process traces at all.</summary>
    public static bool AreOn => _source.HasListeners();

    /// <summary>The <c>traceparent</c> of the call that is being answered, null unless it is traced.</summary>
    public static string? Caller => Span.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: var id } ? id : null;

    /// <summary>
    /// Begins a span below another one, of perhaps another process. Whoever ends it may be on another flow than whoever began it: it never
    /// becomes the present one.
    /// </summary>
    /// <param name="name">What is done.</param>
    /// <param name="kind">On which side.</param>
    /// <param name="parent">The <c>traceparent</c> of what caused it.</param>
    /// <param name="since">When it began, default: now.</param>
    /// <returns>Null when nobody listens.</returns>
    public static Span? Below(string name, ActivityKind kind, string parent, DateTimeOffset since = default)
    {
        var before = Span.Current;
        var span = ActivityContext.TryParse(parent, null, isRemote: true, out var context) ? _source.StartActivity(name, kind, context, startTime: since) : null;
        Span.Current = before;
        return span;
    }

    /// <summary>Ends a span, and leaves the present one as it is.</summary>
    public static void End(Span span)
    {
        var before = Span.Current;
        span.Dispose();
        Span.Current = before;
    }

    /// <summary>Begins a span for each traced fact that a projection folds; none: null.</summary>
    public static IReadOnlyList<Span>? Folding(string projection, IReadOnlyList<TargetedActivity> activities)
    {
        if (!AreOn)
        {
            return null;
        }

        List<Span>? spans = null;
        foreach (var activity in activities)
        {
            if (activity.Trace is { } trace && Below($"fold {projection}", ActivityKind.Consumer, trace) is { } span)
            {
                span.SetTag("skiller.position", activity.Activity.Position).SetTag("skiller.kind", activity.Activity.Kind);
                (spans ??= []).Add(span);
            }
        }

        return spans;
    }

    /// <summary>Ends spans.</summary>
    public static void End(IReadOnlyList<Span>? spans)
    {
        foreach (var span in spans ?? [])
        {
            End(span);
        }
    }
}
