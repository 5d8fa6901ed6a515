using System.Collections.Immutable;
using System.Globalization;
using Skiller.Grains.Activity;

namespace Skiller.Silo.Doctor;

/// <summary>
/// A sample of <c>verify</c> that reads alone: the newest facts follow each other without a gap, can be read, and each of their
/// streams is whole from its first version. With a rest after each stream, so that whoever works notices nothing.
/// </summary>
/// <param name="log">The log.</param>
/// <param name="facts">How many of the newest; 0: none.</param>
internal sealed class LogSample(IActivityLog log, int facts)
{
    private const int PageSize = 500;
    private static readonly TimeSpan _rest = TimeSpan.FromMilliseconds(5);
    private readonly ImmutableArray<Finding>.Builder _found = ImmutableArray.CreateBuilder<Finding>();

    public async Task<ImmutableArray<Finding>> Run(CancellationToken ct)
    {
        if (facts == 0)
        {
            return [];
        }

        var head = await log.Head(ct);
        var last = Math.Max(0, head - facts);
        var streams = new SortedSet<string>(StringComparer.Ordinal);
        while (last < head && await log.ReadAll(last, PageSize, ct) is { Count: > 0 } page)
        {
            foreach (var fact in page)
            {
                if (fact.Position != last + 1)
                {
                    Broken(string.Create(CultureInfo.InvariantCulture, $"position {fact.Position} comes after {last}"));
                }

                last = fact.Position;
                streams.Add(fact.Stream);
                Read(fact);
            }
        }

        foreach (var stream in streams)
        {
            await Whole(stream, ct);
            await Task.Delay(_rest, TimeProvider.System, ct);
        }

        return _found.DrainToImmutable();
    }

    private void Read(RecordedActivity fact)
    {
        try
        {
            FactCodec.Decode(fact);
        }
        catch (Exception fault) when (fault is UnknownActivityException or System.Text.Json.JsonException)
        {
            Broken(string.Create(CultureInfo.InvariantCulture, $"position {fact.Position} cannot be read: {fault.Message}"));
        }
    }

    private async Task Whole(string stream, CancellationToken ct)
    {
        var version = 0L;
        await foreach (var fact in log.ReadStream(stream, 0, ct))
        {
            if (fact.Version != ++version)
            {
                Broken(string.Create(CultureInfo.InvariantCulture, $"stream {stream} has version {fact.Version} where {version} belongs"));
                return;
            }
        }
    }

    private void Broken(string what) => _found.Add(Finding.Error("log-broken", what, "stop acts (skiller read-only on), keep the database as it is, and compare it with the last backup"));
}
