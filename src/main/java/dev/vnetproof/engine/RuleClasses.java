package dev.vnetproof.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mvel2.asm.ClassReader;
import org.mvel2.asm.ClassVisitor;
import org.mvel2.asm.ClassWriter;
import org.mvel2.asm.Label;
import org.mvel2.asm.MethodVisitor;
import org.mvel2.asm.Opcodes;
import org.mvel2.asm.Type;

/**
 * The classes that own rules were compiled to: what they use that they may not, to which rules they
 * belong, and the same classes with guards in them. Class files hold all that a rule can do,
 * however its text is written.
 */
final class RuleClasses {
  private static final String GUARD = Type.getInternalName(RuleGuard.class);

  private final Map<String, byte[]> classes;

  /** Names of rules by the class, with slashes, that holds a part of them. */
  private final Map<String, Set<String>> rules = new HashMap<>();

  /**
   * @param classes class files by path
   */
  RuleClasses(Map<String, byte[]> classes) {
    this.classes = classes;
    classes.forEach((path, bytes) -> new ClassReader(bytes).accept(new RuleMethods(), 0));
  }

  /**
   * Something that own rules may not use.
   *
   * @param rules the names of the rules that use it; empty where it is in a function, say
   * @param owner the class it is of, with slashes
   * @param name of the field or method; {@code <init>} for a new object, empty for the class
   */
  record Offence(Set<String> rules, String owner, String name) {
    /** What a rule may say that becomes this call, the likeliest first. */
    List<String> words() {
      boolean engine = owner.startsWith("org/drools/") || owner.startsWith("org/kie/");
      return engine
          ? List.of(name, "delete", "retract", "modify", "update", "drools", "kcontext", "eval")
          : List.of(name, simpleName());
    }

    private String simpleName() {
      return owner.substring(Math.max(owner.lastIndexOf('/'), owner.lastIndexOf('$')) + 1);
    }

    /** {@code System.exit}. */
    String described() {
      String type = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
      return switch (name) {
        case "" -> type;
        case "<init>" -> "new " + type;
        default -> type + "." + name;
      };
    }
  }

  /** All that the classes use and may not. */
  List<Offence> offences() {
    List<Offence> offences = new ArrayList<>();
    classes.forEach((path, bytes) -> offences(nameOf(path), new ClassReader(bytes), offences));
    return offences;
  }

  /** The names of the rules that a class, with dots or slashes, holds a part of. */
  Set<String> rulesOf(String type) {
    return rules.getOrDefault(type.replace('.', '/'), Set.of());
  }

  private static String nameOf(String path) {
    return path.substring(0, path.length() - ".class".length());
  }

  /** Reads the constant pool, which names all that a class can reach. */
  private void offences(String name, ClassReader reader, List<Offence> offences) {
    char[] buffer = new char[reader.getMaxStringLength()];
    Set<String> owners = new HashSet<>();
    Set<String> types = new TreeSet<>();
    for (int i = 1; i < reader.getItemCount(); i++) {
      int item = reader.getItem(i);
      int tag = item == 0 ? 0 : reader.readByte(item - 1);
      if (tag == 7) {
        types.add(reader.readUTF8(item, buffer));
      } else if (tag >= 9 && tag <= 11) {
        String owner = elementOf(reader.readClass(item, buffer));
        int nameAndType = reader.getItem(reader.readUnsignedShort(item + 2));
        String member = reader.readUTF8(nameAndType, buffer);
        String descriptor = reader.readUTF8(nameAndType + 2, buffer);
        if (!isOwn(owner)
            ? !AllowedCalls.mayUse(owner, member, descriptor)
            : !AllowedCalls.mayUse("java/lang/Object", member, descriptor)) {
          owners.add(owner);
          offences.add(new Offence(rulesOf(name), owner, member));
        }
      }
    }
    for (String type : types) {
      String element = elementOf(type);
      if (!element.isEmpty()
          && !isOwn(element)
          && !owners.contains(element)
          && !AllowedCalls.mayName(element)) {
        offences.add(new Offence(rulesOf(name), element, ""));
      }
    }
  }

  private boolean isOwn(String type) {
    return classes.containsKey(type + ".class");
  }

  /** {@code java/lang/String} of {@code [Ljava/lang/String;}; empty for primitive ones. */
  private static String elementOf(String type) {
    if (!type.startsWith("[")) {
      return type;
    }
    String element = type.replaceFirst("^\\[+", "");
    return element.startsWith("L") ? element.substring(1, element.length() - 1) : "";
  }

  /** The classes with guards: on what is inserted, in every loop, on every search in a text. */
  Map<String, byte[]> guarded() {
    Map<String, byte[]> guarded = new HashMap<>();
    classes.forEach(
        (path, bytes) -> {
          ClassReader reader = new ClassReader(bytes);
          ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
          reader.accept(new Guards(nameOf(path), writer), 0);
          guarded.put(path, writer.toByteArray());
        });
    return guarded;
  }

  /** Finds the methods that declare a rule, and the classes that they take its parts from. */
  private final class RuleMethods extends ClassVisitor {
    RuleMethods() {
      super(Opcodes.ASM9);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      return new MethodVisitor(Opcodes.ASM9) {
        private final Set<String> parts = new HashSet<>();
        private String text = "";
        private String rule = "";

        @Override
        public void visitLdcInsn(Object value) {
          if (value instanceof String string) {
            text = string;
          }
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String type) {
          parts.add(owner);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
          parts.add(type);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String type, boolean isInterface) {
          if (owner.equals("org/drools/modelcompiler/dsl/pattern/D") && name.equals("rule")) {
            rule = text; // The package stands before it.
          }
        }

        @Override
        public void visitEnd() {
          if (!rule.isEmpty()) {
            parts.stream()
                .filter(RuleClasses.this::isOwn)
                .forEach(part -> rules.computeIfAbsent(part, each -> new TreeSet<>()).add(rule));
          }
        }
      };
    }
  }

  private static final class Guards extends ClassVisitor {
    private final String type;

    Guards(String type, ClassVisitor next) {
      super(Opcodes.ASM9, next);
      this.type = type;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
      return method.startsWith("<") ? next : new MethodGuards(type, next);
    }
  }

  private static final class MethodGuards extends MethodVisitor {
    private final String type;
    private final Set<Label> passed = new HashSet<>();

    MethodGuards(String type, MethodVisitor next) {
      super(Opcodes.ASM9, next);
      this.type = type;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      tick();
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    /** A jump backwards closes a loop. */
    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (passed.contains(label)) {
        tick();
      }
      super.visitJumpInsn(opcode, label);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String owner, String name, String descriptor, boolean isInterface) {
      if (AllowedCalls.inserts(owner, name, descriptor)) {
        super.visitLdcInsn(type);
        guard("inserted", "(Ljava/lang/Object;Ljava/lang/String;)Ljava/lang/Object;");
      } else if (owner.equals("java/util/regex/Pattern") && name.equals("matcher")) {
        super.visitLdcInsn(type);
        guard("searched", "(Ljava/lang/CharSequence;Ljava/lang/String;)Ljava/lang/CharSequence;");
      } else if (owner.equals("java/lang/String") && name.equals("matches")) {
        super.visitLdcInsn(type);
        guard("matches", "(Ljava/lang/String;Ljava/lang/String;Ljava/lang/String;)Z");
        return;
      }
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    }

    private void tick() {
      super.visitLdcInsn(type);
      guard("tick", "(Ljava/lang/String;)V");
    }

    private void guard(String name, String descriptor) {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, GUARD, name, descriptor, false);
    }
  }
}
