using System.Collections.Immutable;
using System.Reflection;
using ArchUnitNET.Loader;

namespace Skiller.Tests.Architecture;

/// <summary>The product as these tests see it: its assemblies, their dependencies, its files.</summary>
internal static class Product
{
    private static readonly Lazy<ArchUnitNET.Domain.Architecture> _model = new(() => new ArchLoader().LoadAssemblies([.. All]).Build());

    public static Assembly Contracts { get; } = typeof(Skiller.Contracts.GrainKeys).Assembly;

    public static Assembly Grains { get; } = typeof(Skiller.Grains.Activity.IActivityLog).Assembly;

    public static Assembly Storage { get; } = typeof(Skiller.Storage.StorageOptions).Assembly;

    public static Assembly Web { get; } = typeof(Skiller.Web.WebOptions).Assembly;

    public static Assembly Silo { get; } = typeof(Skiller.Silo.Configuration.Settings).Assembly;

    public static Assembly Simulator { get; } = typeof(Skiller.Simulator.Plan.Planner).Assembly;

    public static ImmutableArray<Assembly> All { get; } = [Contracts, Grains, Storage, Web, Silo, Simulator];

    public static ArchUnitNET.Domain.Architecture Model => _model.Value;

    /// <summary>The repository's folder: that of the solution.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Types as they were written: none that a compiler made.</summary>
    public static IEnumerable<System.Type> Written(Assembly assembly) => assembly.GetTypes().Where(static type =>
        !type.FullName!.Contains('<', StringComparison.Ordinal)
        && type.Namespace is { } name && name.StartsWith("Skiller.", StringComparison.Ordinal)
        && !System.Attribute.IsDefined(type, typeof(System.CodeDom.Compiler.GeneratedCodeAttribute))
        && !System.Attribute.IsDefined(type, typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute)));

    /// <summary>What a type depends on, with what a compiler made out of it, as full names.</summary>
    public static ImmutableArray<string> DependenciesOf(System.Type type) =>
    [
        .. Model.Types
            .Where(known => known.FullName == type.FullName || known.FullName.StartsWith(type.FullName + "+", StringComparison.Ordinal))
            .SelectMany(static known => known.Dependencies)
            .Select(static dependency => dependency.Target.FullName)
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The C# files of a folder of the repository, as paths relative to it.</summary>
    public static IEnumerable<string> Files(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Select(static file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
        .Where(static file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Skiller.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
