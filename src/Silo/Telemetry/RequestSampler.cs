using System.Diagnostics;
using OpenTelemetry.Trace;

namespace Skiller.Silo.Telemetry;

/// <summary>
/// Chooses what is traced: a share of the requests that a front answers, each with all that it causes. What a node does by itself is never the
/// beginning of a trace, and what a client says of its own trace is not believed (<see cref="DeafPropagator"/>).
/// </summary>
internal sealed class RequestSampler(double share) : Sampler
{
    /// <summary>What ASP.NET Core calls the span of a request.</summary>
    public const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    private readonly TraceIdRatioBasedSampler _share = new(share);

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters.ParentContext.TraceId != default
            ? new SamplingResult(samplingParameters.ParentContext.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? SamplingDecision.RecordAndSample : SamplingDecision.Drop)
            : samplingParameters is { Kind: ActivityKind.Server, Name: Request } ? _share.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
