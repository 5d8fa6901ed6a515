namespace Skiller.Simulator.Watching;

/// <summary>How a run can be watched from outside of its terminal.</summary>
/// <param name="Port">Of this machine, where a page and <c>/metrics</c> are while it goes on; 0: a free one; null: none.</param>
/// <param name="Collector">Where the simulator's own metrics are sent by OTLP over HTTP; null: nowhere.</param>
internal sealed record WatchOptions(int? Port, Uri? Collector);
