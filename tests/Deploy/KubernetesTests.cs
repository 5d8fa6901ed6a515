using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Skiller.Tests.Given;
using Xunit;

namespace Skiller.Tests.Deploy;

/// <summary>The manifests, as kustomize puts them together, held against Kubernetes' own schema, and against what a pod of ours must be.</summary>
public sealed class KubernetesTests
{
    private static readonly string _overlay = Path.Combine(Tool.Files, "kubernetes", "overlays", "production");

    private static readonly string _secrets = Path.Combine(_overlay, "secrets.example.yaml");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_object_is_what_its_schema_takes_and_nothing_besides()
    {
        using var folder = new TemporaryFolder();
        var made = Path.Combine(folder.Path, "made.yaml");
        await File.WriteAllTextAsync(made, string.Join("\n---\n", await Tool.Kustomize(_overlay)), Ct);
        (await Tool.Lint("kubernetes.cjs", made, _secrets)).Passes();

        (await Lint(folder, "kubernetes/base/silo.yaml", "publishNotReadyAddresses", "publishNotReadyAdresses")).Finds("publishNotReadyAdresses");
        (await Lint(folder, "kubernetes/base/silo.yaml", "  serviceName: silo\n", "")).Finds("serviceName");
        (await Lint(folder, "kubernetes/base/silo.yaml", "replicas: 3", "replicas: three")).Finds("not assignable");
        (await Lint(folder, "kubernetes/base/disruption.yaml", "policy/v1", "policy/v0")).Finds("there is no PodDisruptionBudget in policy/v0");
    }

    [Fact(Explicit = true)]
    public async Task What_is_checked_is_what_kubectl_makes()
    {
        if (!Tool.IsThere("kubectl"))
        {
            Assert.Skip("kubectl is not here: what kustomize makes is taken from tests/Deploy/Linters/kustomize.cjs alone.");
        }

        using var folder = new TemporaryFolder();
        var kubectl = await Tool.Run("kubectl", "kustomize", _overlay);
        kubectl.Passes();
        var theirs = Path.Combine(folder.Path, "made.yaml");
        await File.WriteAllTextAsync(theirs, kubectl.Printed, Ct);
        var (expected, made) = (Named(await Tool.Yaml(theirs)), Named(await Tool.Kustomize(_overlay)));
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), made.Keys.Order(StringComparer.Ordinal));
        Assert.All(made, one => Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected[one.Key].GetRawText()), JsonNode.Parse(one.Value.GetRawText())), one.Key));
    }

    [Fact]
    public async Task No_pod_has_more_than_it_needs()
    {
        var pods = await Pods();
        Assert.Equal(["CronJob/backup", "Deployment/web", "Job/migrate", "StatefulSet/silo"], pods.Keys.Order(StringComparer.Ordinal));
        foreach (var (name, pod) in pods)
        {
            Assert.Equal("False", pod.Text("automountServiceAccountToken"));
            Assert.Equal(("True", "RuntimeDefault"), (pod.Text("securityContext", "runAsNonRoot"), pod.Text("securityContext", "seccompProfile", "type")));
            Assert.Null(pod.At("hostNetwork"));
            foreach (var container in pod.List("containers").Concat(pod.List("initContainers")))
            {
                Assert.Equal(
                    (name, "False", "True", "ALL"),
                    (name, container.Text("securityContext", "allowPrivilegeEscalation"), container.Text("securityContext", "readOnlyRootFilesystem"), container.Text("securityContext", "capabilities", "drop", 0)));
                Assert.NotNull(container.Text("resources", "limits", "memory"));
                Assert.DoesNotContain(":latest", container.Text("image"), StringComparison.Ordinal);
                Assert.Contains(":", container.Text("image"), StringComparison.Ordinal);
                Assert.All(container.List("volumeMounts"), mount => Assert.Contains(pod.List("volumes"), volume => volume.Text("name") == mount.Text("name")));
            }
        }

        // Nodes never see the owner's password, and who migrates is no node.
        var secrets = pods.ToDictionary(static pod => pod.Key, static pod => string.Join(' ', pod.Value.List("containers").SelectMany(static container => container.List("envFrom")).Select(static from => from.Text("secretRef", "name")).OfType<string>()), StringComparer.Ordinal);
        Assert.Equal(("skiller-node", "skiller-node", "skiller-owner", "skiller-backup"), (secrets["StatefulSet/silo"], secrets["Deployment/web"], secrets["Job/migrate"], secrets["CronJob/backup"]));
        Assert.Equal(["skiller-backup", "skiller-keys", "skiller-node", "skiller-owner"], (await Tool.Yaml(_secrets)).Select(static secret => secret.Text("metadata", "name")).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("StatefulSet/silo")]
    [InlineData("Deployment/web")]
    public async Task A_node_is_asked_at_its_operations_port_and_has_time_to_leave(string name)
    {
        var pod = (await Pods())[name];
        var container = pod.List("containers").Single();
        foreach (var (probe, path) in (ReadOnlySpan<(string, string)>)[("startupProbe", "/health/ready"), ("livenessProbe", "/health/live"), ("readinessProbe", "/health/ready")])
        {
            Assert.Equal((path, "operations"), (container.Text(probe, "httpGet", "path"), container.Text(probe, "httpGet", "port")));
        }

        Assert.Contains(container.List("ports"), static port => port.Text("name") == "operations" && port.Text("containerPort") == "8081");
        Assert.Equal("90", pod.Text("terminationGracePeriodSeconds"));
    }

    [Fact]
    public async Task Selectors_select_what_is_there()
    {
        var objects = Named(await Tool.Kustomize(_overlay));
        var labels = objects.Values.Select(static one => one.At("spec", "template", "metadata", "labels")).OfType<JsonElement>().Append(objects["CronJob/backup"].At("spec", "jobTemplate", "spec", "template", "metadata", "labels")!.Value).ToImmutableArray();
        foreach (var (name, one) in objects)
        {
            var selector = one.At("spec", "podSelector", "matchLabels") ?? one.At("spec", "selector", "matchLabels") ?? (name.StartsWith("Service/", StringComparison.Ordinal) ? one.At("spec", "selector") : null);
            if (selector is { } wanted)
            {
                Assert.True(labels.Any(have => wanted.EnumerateObject().All(label => have.Text(label.Name) == label.Value.ToString())), name);
            }
        }

        Assert.Equal("web", objects["HorizontalPodAutoscaler/web"].Text("spec", "scaleTargetRef", "name"));
        Assert.Equal("web", objects["Ingress/skiller"].Text("spec", "rules", 0, "http", "paths", 0, "backend", "service", "name"));
    }

    [Fact]
    public async Task Ports_of_nodes_are_for_nodes_and_operations_for_who_watches()
    {
        var policies = (await Tool.Kustomize(_overlay)).Where(static one => one.Text("kind") == "NetworkPolicy").ToImmutableArray();
        Assert.Contains(policies, static policy => policy.Text("metadata", "name") == "deny" && policy.At("spec", "ingress") is null && policy.At("spec", "egress") is null && policy.List("spec", "policyTypes").Count() == 2);
        var opened = policies.SelectMany(static policy => policy.List("spec", "ingress"))
            .SelectMany(static rule => rule.List("ports").Select(port => (Port: port.Text("port"), From: string.Join(' ', rule.List("from").Select(Who)))))
            .Order().ToImmutableArray();
        Assert.Equal([("gateway", "silo"), ("gateway", "web"), ("http", "ingress-nginx"), ("operations", "monitoring"), ("silo", "silo")], opened);

        static string? Who(JsonElement from) => from.Text("podSelector", "matchLabels", "app.kubernetes.io/component") ?? from.Text("namespaceSelector", "matchLabels", "kubernetes.io/metadata.name");
    }

    private static async Task<Verdict> Lint(TemporaryFolder folder, string file, string right, string wrong) =>
        await Tool.Lint("kubernetes.cjs", await Tool.Planted(folder, file, right, wrong));

    private static async Task<ImmutableDictionary<string, JsonElement>> Pods() => Named(await Tool.Kustomize(_overlay))
        .Select(static one => (one.Key, Pod: one.Value.At("spec", "jobTemplate", "spec", "template", "spec") ?? one.Value.At("spec", "template", "spec")))
        .Where(static one => one.Pod is not null)
        .ToImmutableDictionary(static one => one.Key, static one => one.Pod!.Value, StringComparer.Ordinal);

    private static ImmutableDictionary<string, JsonElement> Named(IEnumerable<JsonElement> objects) =>
        objects.ToImmutableDictionary(static one => $"{one.Text("kind")}/{one.Text("metadata", "name")}", StringComparer.Ordinal);
}
