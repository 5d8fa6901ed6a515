using System.Reflection;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.xUnitV3;
using Xunit;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Skiller.Tests.Architecture;

/// <summary>The dependency rule, as the compiled code keeps it.</summary>
public sealed class LayerTests
{
    [Fact]
    public void The_front_knows_the_contracts_only() => Check(NotNaming(Product.Web, "^Skiller[.](Grains|Storage|Silo)([.]|$)"));

    [Fact]
    public void The_contracts_know_no_other_part() => Check(NotNaming(Product.Contracts, "^Skiller[.](Grains|Storage|Silo|Web)([.]|$)"));

    [Fact]
    public void Grains_know_no_storage_and_no_front() => Check(NotNaming(Product.Grains, "^Skiller[.](Storage|Silo|Web)([.]|$)"));

    [Fact]
    public void Storage_knows_no_front_and_no_program() => Check(NotNaming(Product.Storage, "^Skiller[.](Silo|Web)([.]|$)"));

    [Fact]
    public void The_simulator_sees_what_outside_programs_see() => Check(NotNaming(Product.Simulator, "^Skiller[.](Grains|Storage|Silo|Web)([.]|$)"));

    [Fact]
    public void What_the_simulator_plans_knows_neither_the_network_nor_a_clock() => Types().That().ResideInAssembly(Product.Simulator)
        .And().ResideInNamespaceMatching("^Skiller[.]Simulator[.](Chance|Shapes|Words|People|Plan)([.]|$)")
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching("^System[.](Net|Threading[.]Tasks)([.]|$)").Or().HaveFullName("System.TimeProvider"))
        .Check(Product.Model);

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Grains")]
    [InlineData("Web")]
    [InlineData("Silo")]
    [InlineData("Simulator")]
    public void Only_storage_names_a_database(string part) => Check(NotNaming(Part(part), "^(Npgsql|NpgsqlTypes|Microsoft[.]Data[.]Sqlite|DbUp)([.]|$)"));

    [Theory]
    [InlineData("Contracts")]
    [InlineData("Grains")]
    [InlineData("Storage")]
    public void Only_the_front_and_the_program_name_the_web_server(string part) => Check(NotNaming(Part(part), "^Microsoft[.]AspNetCore([.]|$)"));

    [Theory]
    [InlineData("Watching", "^Microsoft[.]AspNetCore([.]|$)")]
    [InlineData("Direct", "^(Orleans|Skiller[.]Contracts)([.]|$)")]
    public void Only_one_part_of_the_simulator_names(string part, string namespaces) => Types().That().ResideInAssembly(Product.Simulator)
        .And().DoNotResideInNamespaceMatching($"^(Skiller[.]Simulator[.]{part}|OrleansCodeGen|Orleans)([.]|$)")
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(namespaces))
        .Check(Product.Model);

    private static TypesShouldConjunction NotNaming(Assembly part, string namespaces) => Types().That().ResideInAssembly(part)
        .Should().NotDependOnAny(Types(includeReferenced: true).That().ResideInNamespaceMatching(namespaces));

    private static void Check(TypesShouldConjunction rule) => rule.Check(Product.Model);

    private static Assembly Part(string name) => Product.All.Single(part => part.GetName().Name is { } known && (known == $"Skiller.{name}" || (name == "Silo" && known == "skiller") || (name == "Simulator" && known == "skiller-sim")));
}
