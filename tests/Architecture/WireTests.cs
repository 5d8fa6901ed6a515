using System.Collections.Immutable;
using System.Reflection;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>R9: what crosses a process boundary has a permanent name and numbered members.</summary>
public sealed class WireTests
{
    private const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly ImmutableArray<Type> _grains = [.. Product.Contracts.GetTypes().Concat(Product.Written(Product.Grains)).Where(static type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type))];

    [Fact]
    public void Every_grain_interface_has_a_permanent_name()
    {
        Assert.NotEmpty(_grains);
        Assert.Empty(_grains.Where(static grain =>
            !grain.IsDefined(typeof(AliasAttribute), false) || !grain.IsDefined(typeof(GrainInterfaceTypeAttribute), false)));
    }

    [Fact]
    public void Every_grain_method_has_a_permanent_name_of_its_own()
    {
        var methods = _grains.SelectMany(static grain => grain.GetMethods(Own)).ToImmutableArray();
        Assert.Empty(methods.Where(static method => !method.IsDefined(typeof(AliasAttribute), false)).Select(static method => $"{method.DeclaringType}.{method.Name}"));
        var twice = methods.GroupBy(static method => (method.DeclaringType, method.GetCustomAttribute<AliasAttribute>()?.Alias)).Where(static same => same.Count() > 1);
        Assert.Empty(twice.Select(static same => same.Key));
    }

    [Fact]
    public void Every_grain_class_has_a_permanent_name_of_its_own()
    {
        var classes = Product.Written(Product.Grains).Where(static type => type is { IsClass: true, IsAbstract: false } && typeof(IGrainBase).IsAssignableFrom(type)).ToImmutableArray();
        Assert.NotEmpty(classes);
        Assert.Empty(classes.Where(static type => !type.IsDefined(typeof(GrainTypeAttribute), false)));
    }

    [Fact]
    public void Whatever_a_grain_method_takes_or_gives_has_a_permanent_name_and_numbered_members()
    {
        var reached = new HashSet<Type>();
        foreach (var method in _grains.SelectMany(static grain => grain.GetMethods(Own)))
        {
            Reach(method.ReturnType, reached);
            foreach (var parameter in method.GetParameters())
            {
                Reach(parameter.ParameterType, reached);
            }
        }

        var wire = reached.Where(static type => !type.IsEnum).ToImmutableArray();
        Assert.Contains(typeof(Skiller.Contracts.Questions.ImportedVote), wire);
        Assert.Empty(wire.Where(static type => !type.IsDefined(typeof(GenerateSerializerAttribute), false) || !type.IsDefined(typeof(AliasAttribute), false)));
        Assert.Empty(wire.SelectMany(Unnumbered));
        Assert.Empty(wire.GroupBy(static type => type.GetCustomAttribute<AliasAttribute>(false)!.Alias).Where(static same => same.Count() > 1).Select(static same => same.Key));
    }

    [Fact]
    public void Every_exception_that_may_cross_a_boundary_is_serializable()
    {
        var exceptions = new[] { Product.Contracts, Product.Grains, Product.Storage }.SelectMany(Product.Written).Where(static type => typeof(Exception).IsAssignableFrom(type) && !type.IsNestedPrivate).ToImmutableArray();
        Assert.NotEmpty(exceptions);
        Assert.Empty(exceptions.Where(static type => !type.IsDefined(typeof(GenerateSerializerAttribute), false) || !type.IsDefined(typeof(AliasAttribute), false)));
    }

    [Fact]
    public void No_two_states_share_a_name_and_no_grain_uses_the_shared_one()
    {
        // D2: the row of a state is named by its state name alone.
        var names = Product.Written(Product.Grains).SelectMany(static type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic))
            .SelectMany(static constructor => constructor.GetParameters())
            .Select(static parameter => parameter.GetCustomAttribute<Orleans.Runtime.PersistentStateAttribute>()?.StateName)
            .OfType<string>();
        Assert.Empty(names.GroupBy(static name => name).Where(static same => same.Count() > 1).Select(static same => same.Key));
        Assert.DoesNotContain(Product.Written(Product.Grains), static type => type.BaseType is { IsGenericType: true, FullName: { } name } && name.StartsWith("Orleans.Grain`1", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Unnumbered(Type type) => type.GetProperties(Own)
        .Where(property => type.GetField($"<{property.Name}>k__BackingField", BindingFlags.Instance | BindingFlags.NonPublic) is not null)
        .Where(static property => !property.IsDefined(typeof(IdAttribute), false))
        .Select(property => $"{type.FullName}.{property.Name}");

    private static void Reach(Type type, HashSet<Type> reached)
    {
        if (type.IsGenericType)
        {
            foreach (var argument in type.GetGenericArguments())
            {
                Reach(argument, reached);
            }

            type = type.GetGenericTypeDefinition();
        }

        if (type.IsArray)
        {
            Reach(type.GetElementType()!, reached);
        }
        else if (type is { IsGenericParameter: false } && type.Assembly == Product.Contracts && reached.Add(type))
        {
            foreach (var property in type.GetProperties(Own))
            {
                Reach(property.PropertyType, reached);
            }

            // Whoever takes a base takes everything that derives from it.
            foreach (var derived in Product.Contracts.GetTypes().Where(type.IsAssignableFrom))
            {
                Reach(derived, reached);
            }
        }
    }
}
