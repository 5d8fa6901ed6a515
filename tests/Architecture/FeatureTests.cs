using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>A feature of the grains uses another's facts and pure rules, and never what that one keeps or who keeps it.</summary>
public sealed class FeatureTests
{
    private const string Grains = "Skiller.Grains.";

    [Fact]
    public void A_feature_never_uses_anothers_state_or_grain()
    {
        var crossing =
            from type in Product.Written(Product.Grains)
            from dependency in Product.DependenciesOf(type)
            where FeatureOf(dependency) is { } other && other != FeatureOf(type.FullName!) && other != "Activity" && IsInner(dependency)
            select $"{type.FullName} uses {dependency}";
        Assert.Empty(crossing);
    }

    private static bool IsInner(string name) =>
        name.EndsWith("State", StringComparison.Ordinal) || name.EndsWith("Grain", StringComparison.Ordinal);

    private static string? FeatureOf(string name) =>
        name.StartsWith(Grains, StringComparison.Ordinal) ? name[Grains.Length..].Split('.')[0] : null;
}
