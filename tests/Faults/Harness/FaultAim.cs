namespace Skiller.Tests.Faults.Harness;

/// <summary>What is aimed at besides losing, doubling and making up nothing, which every fault aims at.</summary>
/// <param name="Text">In words.</param>
/// <param name="IsMet">Whether what was seen meets it.</param>
internal sealed record FaultAim(string Text, Func<FaultRow, bool> IsMet)
{
    /// <summary>Nothing more.</summary>
    public static FaultAim Nothing { get; } = new("—", static _ => true);

    public static FaultAim NoErrors { get; } = new("0 errors", static row => row.Errors == 0);

    /// <summary>Errors end so long after the fault began.</summary>
    public static FaultAim EndsWithin(int seconds) => new($"errors end ≤ {seconds} s", row => row.LastError is null || row.LastError <= TimeSpan.FromSeconds(seconds));

    /// <summary>Errors end so long after the fault was taken away.</summary>
    public static FaultAim BackWithin(int seconds) => new($"back ≤ {seconds} s", row => row.LastErrorHealed is null || row.LastErrorHealed <= TimeSpan.FromSeconds(seconds));

    /// <summary>No call takes longer.</summary>
    public static FaultAim NoCallOver(int seconds) => new($"no call > {seconds} s", row => row.Longest <= TimeSpan.FromSeconds(seconds));

    /// <summary>Both.</summary>
    public FaultAim And(FaultAim other) => new($"{Text}, {other.Text}", row => IsMet(row) && other.IsMet(row));
}
