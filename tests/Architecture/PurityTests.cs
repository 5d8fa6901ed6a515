using System.Text.RegularExpressions;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>Decisions, folds and rules are functions: no Orleans runtime, no log, no clock, no input or output.</summary>
public sealed partial class PurityTests
{
    [Fact]
    public void What_decides_and_folds_touches_nothing_but_its_arguments()
    {
        var impure =
            from type in Pure()
            from dependency in Product.DependenciesOf(type)
            where Impure().IsMatch(dependency)
            select $"{type.FullName} depends on {dependency}";
        Assert.Empty(impure);
    }

    [Fact]
    public void There_are_decisions_folds_and_rules_to_look_at()
    {
        var names = Pure().Select(static type => type.Name).ToHashSet();
        Assert.Superset(new HashSet<string> { "ActivityRouting", "QuestionState", "VotingOnPost" }, names);
    }

    private static IEnumerable<Type> Pure() => Product.Written(Product.Grains).Where(static type => type is { IsInterface: false } && IsPure(type));

    private static bool IsPure(Type type) =>
        type.Name.EndsWith("Rules", StringComparison.Ordinal)
        || type.Name.EndsWith("State", StringComparison.Ordinal)
        || type.Name is "ActivityRouting" or "EarningReputation"
        || (type is { IsAbstract: true, IsSealed: true } && type.GetMethods(Every).Any(static method => method.Name is "Decide" or "Fold"));

    private const System.Reflection.BindingFlags Every =
        System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;

    [GeneratedRegex(
        @"^(Orleans\.(Grain|IGrain\w*|Runtime\..*|Streams\..*|Timers\..*|Hosting\..*)|Microsoft\.Extensions\..*|Microsoft\.AspNetCore\..*"
        + @"|System\.(TimeProvider|Random|Console|Environment|Diagnostics\.Stopwatch)|System\.(IO|Data|Diagnostics\.Metrics)\..*|System\.Net\.(Http|Sockets)\..*"
        + @"|System\.Threading\.(Thread|Timer|Tasks\.Task.*)|Skiller\.Grains\.Activity\.(IActivityLog|ICheckpoints|ISecrets|IIdentifiers|IDeadLetters))$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Impure();
}
