using System.Collections.Concurrent;
using System.Globalization;

namespace Skiller.Tests.Processes.Crash;

/// <summary>Who and what there is in a run, as the clients learn it from answers.</summary>
internal sealed class World
{
    private readonly ConcurrentDictionary<string, int> _answersOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _commentsOf = new(StringComparer.Ordinal);
    private int _tokens;
    private int _asked;
    private int _joined;

    public required Member Administrator { get; init; }

    /// <summary>How many questions there may be, and how many members may join besides those who act: what is there is read again by the checker.</summary>
    public int Most { get; init; } = int.MaxValue;

    public ConcurrentDictionary<string, Member> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>Questions and who asked them.</summary>
    public ConcurrentDictionary<string, Member> Questions { get; } = new(StringComparer.Ordinal);

    /// <summary>Answers, as <c>question/answer</c>, and who gave them.</summary>
    public ConcurrentDictionary<string, Member> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Takes one of the places for questions.</summary>
    public bool MayAsk() => Interlocked.Increment(ref _asked) <= Most;

    /// <summary>Takes one of the places for those who join.</summary>
    public bool MayJoin() => Interlocked.Increment(ref _joined) <= Most;

    public string NewToken() => string.Create(CultureInfo.InvariantCulture, $"tok{Interlocked.Increment(ref _tokens):d6}x");

    /// <summary>Takes one of the places for answers, so that all of them stand on the first page.</summary>
    public bool MayAnswer(string question) => _answersOf.AddOrUpdate(question, 1, (_, n) => n + 1) <= 25;

    /// <summary>Takes one of the places for comments of a question.</summary>
    public bool MayComment(string question) => _commentsOf.AddOrUpdate(question, 1, (_, n) => n + 1) <= 25;
}

/// <summary>A member that a client acts for.</summary>
internal sealed record Member(long Id, string Handle, string Email, string Token);
