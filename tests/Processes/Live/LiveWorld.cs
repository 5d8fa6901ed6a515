using System.Collections.Concurrent;
using System.Globalization;
using Skiller.Tests.Processes.Crash;

namespace Skiller.Tests.Processes.Live;

/// <summary>Who and what there is in a run, as those who act learn it from answers.</summary>
internal sealed class LiveWorld
{
    public const int Skills = 4;
    private int _tokens;
    private long _acts;

    public required Member Administrator { get; init; }

    /// <summary>Simulated members, who have no limits and no mail.</summary>
    public ConcurrentBag<Member> Writers { get; } = [];

    /// <summary>Members with addresses of their own, who are told by mail.</summary>
    public ConcurrentBag<Member> Readers { get; } = [];

    /// <summary>Questions and who asked them.</summary>
    public ConcurrentDictionary<string, Member> Questions { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers, as <c>question/answer</c>, and who gave them.</summary>
    public ConcurrentDictionary<string, Member> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Acts that were acknowledged.</summary>
    public long Acts => Interlocked.Read(ref _acts);

    public void Acted() => Interlocked.Increment(ref _acts);

    public string NewToken() => string.Create(CultureInfo.InvariantCulture, $"tok{Interlocked.Increment(ref _tokens):d6}x");

    public static string Skill(int number) => string.Create(CultureInfo.InvariantCulture, $"live-{number % Skills}");
}
