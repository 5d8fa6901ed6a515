namespace Skiller.Tests.Processes.Crash;

/// <summary>What sort of harm a difference is.</summary>
internal enum Harm
{
    /// <summary>Acknowledged, and not there (I1).</summary>
    Lost,

    /// <summary>There more often than it was done (I2).</summary>
    Doubled,

    /// <summary>There, though it was refused or never asked for (I3).</summary>
    Ghost,

    /// <summary>Things that do not agree with one another (I4 to I8).</summary>
    Wrong,
}

/// <summary>Something that is not as clients were told.</summary>
internal sealed record Difference(Harm Harm, string Text);
