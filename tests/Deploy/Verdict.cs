using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>What a checking program came to.</summary>
/// <param name="ExitCode">0: nothing to say against it.</param>
/// <param name="Printed">Its output.</param>
/// <param name="Said">Its errors.</param>
internal sealed record Verdict(int ExitCode, string Printed, string Said)
{
    /// <summary>Nothing was found.</summary>
    public void Passes() => Assert.True(ExitCode == 0, $"{Printed}\n{Said}");

    /// <summary>Something was found, and it is what was planted.</summary>
    public void Finds(string fault)
    {
        Assert.NotEqual(0, ExitCode);
        Assert.Contains(fault, Printed + Said, StringComparison.Ordinal);
    }
}
